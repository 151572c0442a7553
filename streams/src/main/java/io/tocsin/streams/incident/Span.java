package io.tocsin.streams.incident;

import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;

/** When something began: between two times, for a probe or a sample sees it a while after. */
record Span(Instant earliest, Instant latest) {
  private static final Duration PROBES = Duration.ofSeconds(30);
  private static final Duration LINES = Duration.ofSeconds(60);
  private static final Duration SAMPLES = Duration.ofSeconds(10);
  private static final Duration EVENTS = Duration.ofSeconds(1);

  static Span of(Finding finding, DependencyGraph graph) {
    return new Span(finding.startedAt().minus(doubt(finding, graph)), finding.startedAt());
  }

  static Span of(Sign sign) {
    return new Span(sign.at().minus(EVENTS), sign.at());
  }

  private static Duration doubt(Finding finding, DependencyGraph graph) {
    return switch (finding.detector()) {
      case "unhealthy" -> {
        Duration takes = graph.verdictTakes(finding.subject());
        yield takes.isZero() ? PROBES : takes;
      }
      case "error-spike", "error-ratio", "http-errors", "slow-requests", "log-silence" -> LINES;
      case "memory-ratio", "memory-forecast", "cpu-throttling" -> SAMPLES;
      default -> EVENTS;
    };
  }

  boolean isSurelyBefore(Span other) {
    return latest.isBefore(other.earliest);
  }

  /** How long lies between them for sure; zero if they may have begun at once. */
  Duration gap(Span other) {
    if (isSurelyBefore(other)) {
      return Duration.between(latest, other.earliest);
    }
    return other.isSurelyBefore(this) ? Duration.between(other.latest, earliest) : Duration.ZERO;
  }
}
