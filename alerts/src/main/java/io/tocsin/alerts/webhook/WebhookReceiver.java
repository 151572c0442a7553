package io.tocsin.alerts.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.body.IncidentBody;
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
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Posts {@code tocsin.incident.v1}, or what a template makes of it, with the headers of Standard
 * Webhooks 1.0. {@code webhook-id} is the incident's id and revision, the same over retries and
 * restarts: by it a receiver can tell that it has seen a message before.
 */
public final class WebhookReceiver extends Templated<ObjectNode> {
  public static final Kind KIND =
      new Kind(
          "webhooks",
          "webhook",
          List.of(
              Field.url("url", "address that takes a POST of JSON").required(),
              Field.text("secret", "signs each post; several while one gives way to the next")
                  .checkedBy(Signature::problem)
                  .secret()
                  .list()),
          TemplateText.shipped(WebhookReceiver.class, "webhook.mustache"),
          WebhookReceiver::new);

  private static final int BYTES = 20_000;
  private static final int TITLE_LIMIT = 300;

  private final URI url;
  private final List<Signature> signatures;
  private final IncidentBody body = new IncidentBody();

  /** Signs with each secret, so that a receiver can change from one to the next. */
  WebhookReceiver(Given given) {
    super(given.nameOr("webhook", given.url("url")), layout(given));
    this.url = given.url("url");
    this.signatures = given.texts("secret").stream().map(Signature::new).toList();
  }

  private static Layout<ObjectNode> layout(Given given) {
    return new Layout<>(
        Form.json(KIND.shipped(), Markup.NONE, json -> JsonText.bytes(json) < BYTES, TITLE_LIMIT),
        given.template());
  }

  @Override
  public Message message(Incident incident, Instant now) {
    String json = layOwn(incident).map(JsonText::write).orElseGet(() -> body.of(incident));
    String id = incident.id() + '.' + incident.revision();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    if (!signatures.isEmpty()) {
      headers.put("webhook-signature", Signature.header(signatures, id, now, json));
    }
    return new HttpMessage(url, headers, json);
  }
}
