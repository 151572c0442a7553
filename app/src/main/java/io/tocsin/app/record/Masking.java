package io.tocsin.app.record;

import io.tocsin.app.archive.ArchiveHead.Redaction;
import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerFacts.HealthCheck;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import io.tocsin.telemetry.redact.Redactor;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what containers wrote out of an archive, or masks it again: their lines, the last lines of
 * those that died, and what health checks printed. What else may hold a secret (labels, commands,
 * what the engine says) is masked again in any case. Findings and incidents quote all of it, so
 * they are left out; a replay finds them anew.
 */
final class Masking {
  private static final Set<String> QUOTING =
      Set.of(Topics.DEFAULT.findings(), Topics.DEFAULT.incidents());

  private final Redaction redaction;
  private final Redactor redactor = new Redactor();
  private final UnaryOperator<String> text;

  Masking(Redaction redaction) {
    this.redaction = redaction;
    text = redaction == Redaction.DROPPED ? written -> "" : redactor::redact;
  }

  /** The record as it may be kept; null if it may not. */
  @Nullable ArchiveRecord of(ArchiveRecord entry) {
    if (redaction == Redaction.NONE) {
      return entry;
    }
    if (QUOTING.contains(entry.topic())) {
      return null;
    }
    try {
      Telemetry telemetry = Wire.readTelemetry(entry.value());
      Telemetry masked = of(telemetry);
      return masked.equals(telemetry)
          ? entry
          : new ArchiveRecord(entry.topic(), entry.place(), entry.key(), Wire.write(masked));
    } catch (TelemetryFormatException e) {
      // What cannot be read cannot be masked; rules are no telemetry, and quote nobody.
      return entry.topic().equals(Topics.DEFAULT.rules()) ? entry : null;
    }
  }

  private Telemetry of(Telemetry telemetry) {
    if (telemetry instanceof LogLine line) {
      return new LogLine(
          line.at(),
          line.subject(),
          line.container(),
          line.containerId(),
          line.stream(),
          text.apply(line.line()),
          line.truncated(),
          line.overrides());
    }
    if (telemetry instanceof ContainerFacts facts) {
      return of(facts);
    }
    return telemetry instanceof EngineEvent event ? of(event) : telemetry;
  }

  private ContainerFacts of(ContainerFacts facts) {
    HealthCheck check = facts.healthCheck();
    return facts.withTexts(
        redactor.redact(facts.labels()),
        redactor.redact(facts.command()),
        check == null || check.test() == null
            ? check
            : check.withTest(redactor.redact(check.test())));
  }

  private EngineEvent of(EngineEvent event) {
    return new EngineEvent(
        event.at(),
        event.subject(),
        event.type(),
        event.action(),
        event.container(),
        event.actor(),
        redactor.redact(event.attributes()),
        event.traits(),
        event.exit() == null ? null : of(event.exit()),
        event.health() == null ? null : of(event.health()),
        event.reconciled());
  }

  private EngineEvent.Exit of(EngineEvent.Exit exit) {
    List<String> logs =
        redaction == Redaction.DROPPED ? List.of() : exit.logs().stream().map(text).toList();
    return new EngineEvent.Exit(exit.code(), exit.oomKilled(), redactor.redact(exit.error()), logs);
  }

  private EngineEvent.Health of(EngineEvent.Health health) {
    return new EngineEvent.Health(
        health.status(), health.failingStreak(), text.apply(health.output()));
  }
}
