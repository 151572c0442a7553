package io.tocsin.alerts.opsgenie;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.outline.Outline;
import io.tocsin.alerts.receiver.Cut;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.setup.Field;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.alerts.template.Defang;
import io.tocsin.alerts.template.Form;
import io.tocsin.alerts.template.JsonText;
import io.tocsin.alerts.template.Layout;
import io.tocsin.alerts.template.Markup;
import io.tocsin.alerts.template.TemplateText;
import io.tocsin.alerts.template.Templated;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opsgenie's alert API, which others speak too. The incident's id is the alias: a second post of an
 * open alert only counts, and the end closes it.
 */
public final class OpsgenieReceiver extends Templated<ObjectNode> {
  public static final Kind KIND =
      new Kind(
          "opsgenie",
          "Opsgenie",
          List.of(
              Field.matching(
                      "key",
                      Pattern.compile("\\S{8,}"),
                      "the integration's API key: 8 characters or more, without spaces")
                  .secret()
                  .required(),
              Field.url("url", "the server of the API, such as https://api.eu.opsgenie.com")
                  .butNot(
                      url -> String.valueOf(url.getPath()).contains("/v2"),
                      "It has the path of the API, which is added anyhow; write it without, such"
                          + " as https://api.eu.opsgenie.com")
                  .or("https://api.opsgenie.com"),
              Field.text("team", "the team that is to respond")),
          TemplateText.shipped(OpsgenieReceiver.class, "opsgenie.mustache"),
          OpsgenieReceiver::new);

  private static final Duration PACE = Duration.ofMillis(250);
  private static final int MESSAGE_LIMIT = 130;
  private static final int ALIAS_LIMIT = 512;
  private static final int DESCRIPTION_LIMIT = 15_000;
  private static final int NOTE_LIMIT = 25_000;
  private static final int TAG_LIMIT = 50;
  private static final int SOURCE_LIMIT = 100;

  private final URI alerts;
  private final String key;
  private final Optional<String> team;

  OpsgenieReceiver(Given given) {
    super(
        given.nameOr(KIND.key(), URI.create(given.url("url") + "#" + Digest.of(given.need("key")))),
        layout(given));
    this.alerts = URI.create(given.need("url").strip().replaceFirst("/+$", "") + "/v2/alerts");
    this.key = given.need("key");
    this.team = given.text("team");
  }

  private static Layout<ObjectNode> layout(Given given) {
    return new Layout<>(
        Form.json(KIND.shipped(), new Inert(), OpsgenieReceiver::fits, MESSAGE_LIMIT),
        given.template());
  }

  private static boolean fits(ObjectNode alert) {
    return alert.path("message").asText().length() <= MESSAGE_LIMIT
        && alert.path("description").asText().length() <= DESCRIPTION_LIMIT;
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    Outline outline = Outline.of(incident);
    String alias = alias(outline.identity().id());
    if (incident.isOpen()) {
      return new HttpMessage(alerts, headers(), JsonText.write(alert(incident, outline, alias)));
    }
    URI close = URI.create(alerts + "/" + alias + "/close?identifierType=alias");
    return new HttpMessage(close, headers(), JsonText.write(end(incident)));
  }

  @Override
  public boolean showsHands() {
    return true;
  }

  @Override
  public Optional<Message> hand(String incident, @Nullable Acknowledgement hand) {
    String act = hand == null ? "unacknowledge" : "acknowledge";
    String alias = alias(Outline.id(incident));
    URI url = URI.create(alerts + "/" + alias + "/" + act + "?identifierType=alias");
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("source", "Tocsin");
    if (hand != null) {
      body.put("note", Cut.to(NOTE_LIMIT, new Inert().tame(Outline.hand(hand))));
    }
    return Optional.of(new HttpMessage(url, headers(), JsonText.write(body)));
  }

  private Map<String, String> headers() {
    return Map.of("Authorization", "GenieKey " + key);
  }

  private ObjectNode alert(Incident incident, Outline outline, String alias) {
    ObjectNode alert = lay(incident);
    alert.put("alias", alias).put("source", Cut.to(SOURCE_LIMIT, outline.identity().host()));
    alert.put("priority", priority(incident.severity()));
    alert.put("entity", Cut.to(ALIAS_LIMIT, outline.cause().service()));
    alert.putArray("tags").add("tocsin").add(Cut.to(TAG_LIMIT, outline.identity().place()));
    team.ifPresent(
        name -> alert.putArray("responders").addObject().put("name", name).put("type", "team"));
    return alert;
  }

  private ObjectNode end(Incident incident) {
    ObjectNode laid = lay(incident);
    String note =
        "Resolved: " + laid.path("message").asText() + "\n" + laid.path("description").asText();
    return JsonNodeFactory.instance
        .objectNode()
        .put("source", "Tocsin")
        .put("note", Cut.to(NOTE_LIMIT, note));
  }

  private static String priority(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "P1";
      case WARNING -> "P3";
      case INFO -> "P5";
    };
  }

  /** It stands in an address. */
  private static String alias(String id) {
    return id.matches("[\\w.-]{1,200}") ? id : Digest.of(id);
  }

  /** Descriptions are shown as HTML. */
  private static final class Inert implements Markup {
    @Override
    public String tame(String text) {
      return Defang.links(text);
    }

    @Override
    public String tameCode(String text) {
      return Defang.links(text);
    }

    @Override
    public String prose(int c) {
      return switch (c) {
        case '<' -> "‹";
        case '>' -> "›";
        default -> Character.toString(c);
      };
    }
  }
}
