package io.tocsin.alerts;

import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells a receiver besides where the incident can be looked at: {@code links.console}. */
record WithConsole(Receiver receiver, URI console) implements Receiver {
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
  public Message message(Incident incident, Instant now) {
    String page = console.resolve("incidents/" + incident.id()).toString();
    return receiver.message(incident.withLink("console", page), now);
  }
}
