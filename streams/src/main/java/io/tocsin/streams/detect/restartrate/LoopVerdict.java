package io.tocsin.streams.detect.restartrate;

import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.detect.restartrate.RestartRate.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Judges a series of restarts and puts it into words. */
final class LoopVerdict {
  private static final int THIRDS = 3;
  private final String service;

  LoopVerdict(String service) {
    this.service = service;
  }

  /** The restarts within the short window. */
  List<Restart> fast(Collection<Restart> restarts, Instant now, Limits limits) {
    Instant from = now.minus(limits.window());
    return restarts.stream().filter(restart -> restart.at().isAfter(from)).toList();
  }

  /** Whether each third of the long window has seen a restart. */
  boolean isSlow(Collection<Restart> restarts, Instant now, Limits limits) {
    Duration third = limits.slowWindow().dividedBy(THIRDS);
    for (int i = 0; i < THIRDS; i++) {
      Instant to = now.minus(third.multipliedBy(i));
      Instant from = to.minus(third);
      if (restarts.stream().noneMatch(r -> r.at().isAfter(from) && !r.at().isAfter(to))) {
        return false;
      }
    }
    return true;
  }

  /** The mean time from one restart to the next. */
  Duration interval(Deque<Restart> restarts) {
    Duration span = Duration.between(restarts.getFirst().at(), restarts.getLast().at());
    return span.dividedBy(restarts.size() - 1);
  }

  Verdict verdict(List<Restart> counted, Limits limits, boolean fast) {
    Restart first = counted.get(0);
    Restart last = counted.get(counted.size() - 1);
    Duration window = fast ? limits.window() : limits.slowWindow();
    return new Verdict(
        fast ? limits.severity() : limits.slowSeverity(),
        first.death().at(),
        last.death().container(),
        new Verdict.Measure(counted.size(), limits.restarts(), "restarts", window),
        summary(counted, Duration.between(first.death().at(), last.at())),
        evidence(counted, limits));
  }

  private String summary(List<Restart> counted, Duration span) {
    int code = counted.get(counted.size() - 1).death().code();
    String end = code < 0 ? "its exit code is not known" : "it last exited with code " + code;
    return "%s died by itself and was started again %d times in %s; %s"
        .formatted(service, counted.size(), Durations.format(span), end);
  }

  private static java.util.Map<String, Object> evidence(List<Restart> counted, Limits limits) {
    List<Instant> times = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    for (Restart restart : counted) {
      times.add(restart.at());
      codes.add(restart.death().code());
    }
    RestartRate.Death last = counted.get(counted.size() - 1).death();
    return new Evidence()
        .with("exitCode", last.code() < 0 ? null : last.code())
        .with(last.exit())
        .with("exitCodes", codes)
        .with("restarts", times)
        .with("ignoredLabels", limits.problems())
        .build();
  }
}
