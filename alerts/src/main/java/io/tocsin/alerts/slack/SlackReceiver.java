package io.tocsin.alerts.slack;

import io.tocsin.alerts.receiver.Address;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A Slack incoming webhook. Its address is the secret. */
public final class SlackReceiver implements Receiver {
  /** "Apps may post no more than one message per second per channel" (Slack, Rate limits). */
  private static final Duration PACE = Duration.ofSeconds(1);

  private final URI url;
  private final IncidentBlocks blocks = new IncidentBlocks();

  public SlackReceiver(URI url) {
    this.url = url;
  }

  @Override
  public String name() {
    return Address.name("slack", url);
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public Message message(Incident incident, Instant now) {
    return new Message(Map.of(), blocks.of(incident));
  }
}
