package io.tocsin.alerts.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.outline.Outline;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.setup.Field;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.alerts.template.Form;
import io.tocsin.alerts.template.JsonText;
import io.tocsin.alerts.template.Layout;
import io.tocsin.alerts.template.Markup;
import io.tocsin.alerts.template.TemplateText;
import io.tocsin.alerts.template.Templated;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Alertmanager's API v2. Its labels are an alert's identity, so they hold only what stays the same
 * over an incident's life and the severity, by which people route: with each message the alerts of
 * the severities that it has not, or no longer, are ended.
 *
 * <p>Alertmanager forgets what is not sent again, and takes an alert whose end has passed for
 * resolved: an open incident is sent each minute and ends, unless it is sent again, much later than
 * a restart lasts.
 */
public final class AlertmanagerReceiver extends Templated<ObjectNode> {
  public static final Kind KIND =
      new Kind(
          "alertmanager",
          "Alertmanager",
          List.of(
              Field.url("url", "its address, such as http://alertmanager:9093")
                  .required()
                  .butNot(
                      url -> String.valueOf(url.getPath()).contains("/api/"),
                      "It has the path of the API, which is added anyhow; write it without, such"
                          + " as http://alertmanager:9093"),
              Field.matching(
                      "token", Pattern.compile("\\S+"), "a bearer token of a proxy before it")
                  .secret()),
          TemplateText.shipped(AlertmanagerReceiver.class, "alertmanager.mustache"),
          AlertmanagerReceiver::new);

  private static final Duration REPEAT = Duration.ofMinutes(1);
  private static final Duration ENDS_AFTER = Duration.ofMinutes(15);
  private static final int BYTES = 64_000;
  private static final int TITLE_LIMIT = 300;

  private final URI url;
  private final Optional<String> token;

  AlertmanagerReceiver(Given given) {
    super(given.nameOr(KIND.key(), given.url("url")), layout(given));
    this.url = URI.create(given.need("url").strip().replaceFirst("/+$", "") + "/api/v2/alerts");
    this.token = given.text("token");
  }

  private static Layout<ObjectNode> layout(Given given) {
    return new Layout<>(
        Form.json(KIND.shipped(), Markup.NONE, AlertmanagerReceiver::fits, TITLE_LIMIT),
        given.template());
  }

  /** Annotations are texts. */
  private static boolean fits(ObjectNode annotations) {
    boolean areTexts = true;
    for (var value : annotations) {
      areTexts &= value.isTextual();
    }
    return areTexts && JsonText.bytes(annotations) <= BYTES;
  }

  @Override
  public Optional<Duration> repeat() {
    return Optional.of(REPEAT);
  }

  @Override
  public Message message(Incident incident, Instant now) {
    Outline outline = Outline.of(incident);
    ObjectNode annotations = lay(incident);
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    for (Severity severity : Severity.values()) {
      boolean isFiring = incident.isOpen() && severity == incident.severity();
      Instant end = isFiring ? now.plus(ENDS_AFTER) : end(incident, now);
      ObjectNode alert = alerts.addObject();
      alert.set("labels", labels(outline, severity));
      alert.set("annotations", annotations);
      alert.put("startsAt", incident.startedAt().toString()).put("endsAt", end.toString());
      outline.links().stream().findFirst().ifPresent(l -> alert.put("generatorURL", l.url()));
    }
    Map<String, String> headers =
        token.map(text -> Map.of("Authorization", "Bearer " + text)).orElse(Map.of());
    return new HttpMessage(url, headers, JsonText.write(alerts));
  }

  /** Not before the start, which Alertmanager refuses. */
  private static Instant end(Incident incident, Instant now) {
    Instant end = incident.resolvedAt() == null ? now : incident.resolvedAt();
    return end.isAfter(incident.startedAt()) ? end : incident.startedAt().plusMillis(1);
  }

  private static ObjectNode labels(Outline outline, Severity severity) {
    Outline.Identity identity = outline.identity();
    ObjectNode labels = JsonNodeFactory.instance.objectNode();
    labels.put("alertname", "TocsinIncident").put("incident", identity.id());
    labels.put("severity", severity.wireName()).put("host", identity.host());
    if (!identity.stack().isEmpty()) {
      labels.put("stack", identity.stack());
    }
    return labels;
  }
}
