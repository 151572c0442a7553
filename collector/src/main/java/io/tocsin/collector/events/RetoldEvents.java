package io.tocsin.collector.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.inventory.ContainerBook;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.redact.Redactor;

/**
 * Events that somebody wrote down with {@code docker events --format '{{json .}}'}, completed with
 * what they themselves and inspections of their containers tell: as the live collector would have
 * published them, but for what only a look at the time could have told.
 */
public final class RetoldEvents {
  private final ContainerBook book;
  private final Completion completion;

  /**
   * @param book the containers that inspections are known of
   */
  public RetoldEvents(ContainerBook book, Redactor redactor) {
    this.book = book;
    completion = new Completion(book.host(), new Attributes(redactor), new StartConditions(book));
  }

  /** The event in a line of the engine's JSON; to be called in the order of time. */
  public EngineEvent read(JsonNode json) {
    RawEvent raw = RawEvent.read(json);
    return raw.isOfContainer() && !raw.actorId().isEmpty()
        ? completion.ofContainer(
            raw, book.guess(raw.actorId(), raw.attributes()), Completion.Found.NOTHING)
        : completion.ofEngine(raw);
  }
}
