package io.tocsin.app.digest;

import io.tocsin.telemetry.ResourceSample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the containers of a service needed of the processors, minute by minute. */
final class CpuUse {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Over a longer gap nobody knows how a minute of it was. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** A minute of it is no incident; five are. */
  private static final double HELD_BACK = 0.25;

  private static final double SPARE = 0.25;
  private static final double WORTH_A_WORD = 1;

  private final Map<String, ResourceSample> begins = new HashMap<>();
  private double limit;
  private double mostCores;
  private double mostHeldBack;
  private Instant heldBackAt = Instant.MIN;
  private Duration watched = Duration.ZERO;

  /** Learns how many processors each may use. */
  void limit(double cpus) {
    limit = cpus;
  }

  void add(ResourceSample sample) {
    ResourceSample begin = begins.putIfAbsent(sample.container().id(), sample);
    if (begin == null) {
      return;
    }
    Duration span = Duration.between(begin.at(), sample.at());
    boolean isAnother = sample.cpu().usageNanos() < begin.cpu().usageNanos();
    if (span.isNegative() || isAnother || span.compareTo(LONGEST) > 0) {
      begins.put(sample.container().id(), sample);
    } else if (span.compareTo(MINUTE) >= 0) {
      begins.put(sample.container().id(), sample);
      learn(begin, sample, span);
    }
  }

  private void learn(ResourceSample begin, ResourceSample end, Duration span) {
    watched = watched.plus(span);
    double used = (double) (end.cpu().usageNanos() - begin.cpu().usageNanos());
    mostCores = Math.max(mostCores, used / span.toNanos());
    long periods = end.cpu().periods() - begin.cpu().periods();
    long throttled = end.cpu().throttledPeriods() - begin.cpu().throttledPeriods();
    double share = periods <= 0 ? 0 : (double) throttled / periods;
    if (share > mostHeldBack) {
      mostHeldBack = share;
      heldBackAt = end.at();
    }
  }

  /** How near its worst minute came to trouble. */
  Optional<NearMiss> nearMiss() {
    return mostHeldBack <= HELD_BACK
        ? Optional.empty()
        : Optional.of(
            new NearMiss(
                mostHeldBack,
                heldBackAt,
                "had used up its CPU limit in %d %% of a minute"
                    .formatted(Math.round(mostHeldBack * 100))));
  }

  /** What it may use and never did, if it was watched for so long. */
  Optional<String> waste(Duration longEnough) {
    boolean isSpare = limit >= WORTH_A_WORD && mostCores <= limit * SPARE;
    return isSpare && watched.compareTo(longEnough) >= 0
        ? Optional.of(
            "may use %s CPUs and never needed more than %s for a minute"
                .formatted(cores(limit), cores(mostCores)))
        : Optional.empty();
  }

  private static String cores(double cores) {
    return cores > 0 && cores < 0.01
        ? "0.01"
        : String.format(Locale.ROOT, "%.2f", cores).replaceFirst("\\.?0+$", "");
  }
}
