package io.tocsin.streams;

import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.telemetry.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says how far one partition has been read, and whether that is of the present. Correlation puts
 * what is found of the past in order by it; nothing else hangs on it, and so not on the clock.
 */
final class Reading {
  /** What happened longer ago is read after a pause. */
  static final Duration NEWS = Duration.ofSeconds(30);

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration EVERY_BEHIND = Duration.ofSeconds(10);

  /** How long it is looked at how fast time passes in the records. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** So long nothing more has come: there is nothing more of the past to be read. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final String source;
  private final int partition;
  private final IntSupplier partitions;
  private final Map<String, Progress> told = new HashMap<>();
  private final Map<String, Pace> paces = new HashMap<>();
  private final Set<String> active = new HashSet<>();
  private final Map<String, Instant> idleSince = new HashMap<>();
  private @Nullable String lastHost;
  private boolean caughtUp;

  /**
   * How fast time passes in a host's records.
   *
   * @param isOfPresent whether about as fast as by the wall clock: then there is nothing to catch
   *     up with, and the two clocks are apart
   */
  private record Pace(Instant at, Instant wall, boolean isOfPresent) {
    Pace next(Instant nowAt, Instant nowWall) {
      Duration passed = Duration.between(wall, nowWall);
      if (passed.compareTo(LOOK) < 0) {
        return this;
      }
      boolean isSlow = Duration.between(at, nowAt).compareTo(passed.multipliedBy(2)) < 0;
      return new Pace(nowAt, nowWall, isSlow);
    }
  }

  /**
   * @param partitions how many each topic of telemetry has
   */
  Reading(Source source, int partition, IntSupplier partitions) {
    this.source = source.name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.partition = partition;
    this.partitions = partitions;
  }

  /** A record of this time has been read; the first of a host says that it is being read. */
  void read(String host, Instant at, Supplier<Instant> now, Consumer<Progress> out) {
    if (!host.equals(lastHost)) {
      lastHost = host;
      active.add(host);
      if (!told.containsKey(host)) {
        boolean isBehind = isPast(at, now.get());
        tell(host, isBehind ? Instant.EPOCH : at, isBehind, out);
      }
    }
  }

  /** All that is of a time up to the watermark has been read. */
  void reached(String host, Instant watermark, Instant now, Consumer<Progress> out) {
    Progress before = told.get(host);
    Pace pace = paces.getOrDefault(host, new Pace(watermark, now, false)).next(watermark, now);
    paces.put(host, pace);
    boolean isBehind = isPast(watermark, now) && !pace.isOfPresent();
    Duration every = isBehind ? EVERY_BEHIND : EVERY;
    boolean isDue =
        before == null
            || before.behind() != isBehind
            || !watermark.isBefore(before.at().plus(every));
    if (isDue) {
      tell(host, watermark, isBehind, out);
    }
  }

  /** Time passes; those of whom nothing more has come for a while are read to their end. */
  void passed(Instant now, Consumer<Progress> out) {
    active.forEach(host -> idleSince.put(host, now));
    active.clear();
    lastHost = null;
    for (Progress each : Map.copyOf(told).values()) {
      Instant since = idleSince.getOrDefault(each.host(), now);
      if (each.behind() && since.plus(IDLE).isBefore(now)) {
        tell(each.host(), each.at(), false, out);
      }
    }
  }

  /** Whether with what was told last it has come from the past into the present. */
  boolean hasCaughtUp() {
    return caughtUp;
  }

  private void tell(String host, Instant at, boolean isBehind, Consumer<Progress> out) {
    int sources = 3 * partitions.getAsInt() + 1;
    Progress progress = new Progress(host, source, partition, at, sources, isBehind);
    Progress before = told.put(host, progress);
    caughtUp = before != null && before.behind() && !isBehind;
    out.accept(progress);
  }

  static boolean isPast(Instant at, Instant now) {
    return at.plus(NEWS).isBefore(now);
  }
}
