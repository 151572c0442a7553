package io.tocsin.alerts.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.outline.Outline;
import io.tocsin.alerts.receiver.Cut;
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
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A PagerDuty service. An incident is one alert: its id is the key by which all goes. */
public final class PagerDutyReceiver extends Templated<ObjectNode> {
  public static final Kind KIND =
      new Kind(
          "pagerduty",
          "PagerDuty",
          List.of(
              Field.matching(
                      "key",
                      Pattern.compile("[A-Za-z0-9]{32}"),
                      "the service's integration key for Events API V2: 32 letters and digits")
                  .secret()
                  .required(),
              Field.url("url", "the address of Events v2")
                  .or("https://events.pagerduty.com/v2/enqueue")),
          TemplateText.shipped(PagerDutyReceiver.class, "pagerduty.mustache"),
          PagerDutyReceiver::new);

  private static final int KEY_LIMIT = 255;
  private static final int SUMMARY_LIMIT = 1_024;
  private static final int NAME_LIMIT = 255;

  /** 512 KB is the end; people read less. */
  private static final int BYTES = 64_000;

  private static final int TITLE_LIMIT = 500;

  private final URI url;
  private final String key;

  PagerDutyReceiver(Given given) {
    super(
        given.nameOr(KIND.key(), URI.create(given.url("url") + "#" + given.need("key"))),
        layout(given));
    this.url = given.url("url");
    this.key = given.need("key");
  }

  private static Layout<ObjectNode> layout(Given given) {
    return new Layout<>(
        Form.json(KIND.shipped(), Markup.NONE, PagerDutyReceiver::fits, TITLE_LIMIT),
        given.template());
  }

  private static boolean fits(ObjectNode payload) {
    return payload.path("summary").asText().length() <= SUMMARY_LIMIT
        && JsonText.bytes(payload) <= BYTES;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    Outline outline = Outline.of(incident);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("routing_key", key).put("event_action", incident.isOpen() ? "trigger" : "resolve");
    event.put("dedup_key", dedupKey(outline.identity().id()));
    event.put("client", "Tocsin").set("payload", payload(incident, outline));
    ArrayNode links = event.putArray("links");
    for (Outline.Link link : outline.links()) {
      links.addObject().put("href", link.url()).put("text", link.name());
    }
    outline.links().stream().findFirst().ifPresent(l -> event.put("client_url", l.url()));
    return new HttpMessage(url, Map.of(), JsonText.write(event));
  }

  @Override
  public boolean showsHands() {
    return true;
  }

  /** PagerDuty's events cannot take an acknowledgement back. */
  @Override
  public Optional<Message> hand(String incident, @Nullable Acknowledgement hand) {
    if (hand == null) {
      return Optional.empty();
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("routing_key", key).put("event_action", "acknowledge");
    event.put("dedup_key", dedupKey(Outline.id(incident)));
    return Optional.of(new HttpMessage(url, Map.of(), JsonText.write(event)));
  }

  private static String dedupKey(String id) {
    return id.length() <= KEY_LIMIT ? id : Digest.of(id);
  }

  private ObjectNode payload(Incident incident, Outline outline) {
    ObjectNode payload = lay(incident);
    payload.put("source", Cut.to(NAME_LIMIT, outline.identity().host()));
    payload.put("severity", outline.severity().wireName());
    payload.put("timestamp", incident.startedAt().toString());
    payload.put("component", Cut.to(NAME_LIMIT, outline.cause().service()));
    payload.put("group", Cut.to(NAME_LIMIT, outline.identity().stack()));
    payload.put("class", Cut.to(NAME_LIMIT, incident.cause().detector()));
    return payload;
  }
}
