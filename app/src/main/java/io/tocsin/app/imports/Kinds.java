package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.collector.events.RetoldEvents;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of JSON objects that are known. A new one is a class and a line here. */
final class Kinds {
  private final StatsLine stats;
  private final List<JsonKind> all;

  Kinds(ImportSettings settings, Containers containers, Writing writing, Redactor redactor) {
    stats = new StatsLine(containers);
    RetoldEvents events = new RetoldEvents(containers.book(), redactor);
    all =
        List.of(
            new JsonFileLog(containers, writing),
            new JournalEntry(containers, writing),
            new EngineEventLine(containers, events, settings.stack()),
            new Inspected(containers),
            stats,
            new GoogleEntry(containers, writing),
            new CloudWatchEvent(containers, writing),
            new StructuredLine(containers, writing, settings.zone()));
  }

  @Nullable JsonKind of(JsonNode item) {
    for (JsonKind kind : all) {
      if (kind.fits(item)) {
        return kind;
      }
    }
    return null;
  }

  /** A line told the time of what follows. */
  void clock(Instant at) {
    stats.clock(at);
  }

  /** Another file begins. */
  void begin() {
    stats.forgetClock();
  }
}
