package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.events.RetoldEvents;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Subject;
import java.time.Instant;

/** A line of {@code docker events --format '{{json .}}'}, and of Podman's. */
final class EngineEventLine implements JsonKind {
  private final Containers containers;
  private final RetoldEvents events;
  private final String stack;

  EngineEventLine(Containers containers, RetoldEvents events, String stack) {
    this.containers = containers;
    this.events = events;
    this.stack = stack;
  }

  @Override
  public boolean fits(JsonNode item) {
    boolean isAction = item.has("Action") || item.has("status");
    return isAction && (item.has("timeNano") || item.has("time")) && item.has("Type");
  }

  @Override
  public Outcome read(JsonNode item, Place around) {
    EngineEvent event = events.read(item);
    if (event.at().equals(Instant.EPOCH)) {
      return new Outcome.Refused("an event without a time");
    }
    EngineEvent placed = placed(event);
    if (placed.container() != null) {
      containers.met(placed.subject(), placed.container());
    }
    return Outcome.Kept.of("docker events", placed);
  }

  /** Containers that name no stack are of the one that was given. */
  private EngineEvent placed(EngineEvent event) {
    Subject subject = event.subject();
    if (event.container() == null || !subject.stack().isEmpty() || stack.isEmpty()) {
      return event;
    }
    return new EngineEvent(
        event.at(),
        new Subject(subject.host(), stack, subject.service()),
        event.type(),
        event.action(),
        event.container(),
        event.actor(),
        event.attributes(),
        event.traits(),
        event.exit(),
        event.health(),
        event.reconciled());
  }
}
