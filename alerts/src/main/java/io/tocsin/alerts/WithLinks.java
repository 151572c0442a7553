package io.tocsin.alerts;

import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a receiver besides where to look and what to press. */
record WithLinks(Receiver receiver, Links links) implements Receiver {
  @Override
  public String name() {
    return receiver.name();
  }

  @Override
  public Duration pace() {
    return receiver.pace();
  }

  @Override
  public Optional<Duration> repeat() {
    return receiver.repeat();
  }

  @Override
  public boolean showsHands() {
    return receiver.showsHands();
  }

  @Override
  public Optional<Message> hand(String incident, @Nullable Acknowledgement hand) {
    return receiver.hand(incident, hand);
  }

  @Override
  public Message message(Incident incident, Instant now) {
    Incident linked = incident;
    for (Map.Entry<String, String> link : links.of(incident).entrySet()) {
      linked = linked.withLink(link.getKey(), link.getValue());
    }
    return receiver.message(linked, now);
  }
}
