package io.tocsin.alerts.webhook;

import io.tocsin.alerts.receiver.Address;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Posts {@code tocsin.incident.v1} with the headers of Standard Webhooks 1.0. {@code webhook-id} is
 * the incident's id and revision, the same over retries and restarts: by it a receiver can tell
 * that it has seen a message before.
 */
public final class WebhookReceiver implements Receiver {
  private final URI url;
  private final List<Signature> signatures;
  private final IncidentBody body = new IncidentBody();

  /**
   * Signs with each secret, so that a receiver can change from one to the next.
   *
   * @param secrets {@code whsec_…} each; none for unsigned posts
   */
  public WebhookReceiver(URI url, List<String> secrets) {
    this.url = url;
    this.signatures = secrets.stream().map(Signature::new).toList();
  }

  @Override
  public String name() {
    return Address.name("webhook", url);
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public Duration pace() {
    return Duration.ZERO;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    String json = body.of(incident);
    String id = incident.id() + '.' + incident.revision();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    if (!signatures.isEmpty()) {
      headers.put("webhook-signature", Signature.header(signatures, id, now, json));
    }
    return new Message(headers, json);
  }
}
