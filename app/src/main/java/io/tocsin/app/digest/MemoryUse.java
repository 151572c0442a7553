package io.tocsin.app.digest;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ResourceSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the containers of a service needed of their memory. */
final class MemoryUse {
  private static final double NEAR = 0.8;
  private static final double SPARE = 0.25;
  private static final Bytes WORTH_A_WORD = Bytes.parse("256MiB");

  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private Instant highestAt = Instant.MIN;
  private double ratio;
  private long highest;
  private @Nullable Bytes limit;

  void add(ResourceSample sample) {
    first = sample.at().isBefore(first) ? sample.at() : first;
    last = sample.at().isAfter(last) ? sample.at() : last;
    long used = sample.memory().workingSet().value();
    highest = Math.max(highest, used);
    Bytes allowed = sample.memory().limit();
    if (allowed != null && allowed.value() > 0) {
      limit = allowed;
      double share = (double) used / allowed.value();
      if (share > ratio) {
        ratio = share;
        highestAt = sample.at();
      }
    }
  }

  /** How near it came to its limit. */
  Optional<NearMiss> nearMiss() {
    return ratio < NEAR
        ? Optional.empty()
        : Optional.of(
            new NearMiss(
                ratio,
                highestAt,
                "came to %d %% of its memory limit of %s"
                    .formatted(Math.round(ratio * 100), limit)));
  }

  /** What it may use and never did, if it was watched for so long. */
  Optional<String> waste(Duration longEnough) {
    Bytes allowed = limit;
    boolean isSpare = allowed != null && allowed.compareTo(WORTH_A_WORD) >= 0 && ratio <= SPARE;
    return isSpare && !first.plus(longEnough).isAfter(last)
        ? Optional.of(
            "may use %s of memory and never needed more than %s"
                .formatted(allowed, new Bytes(highest)))
        : Optional.empty();
  }
}
