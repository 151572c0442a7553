package io.tocsin.streams.detect;

import io.tocsin.telemetry.ResourceSample;
import java.time.Duration;
import java.time.Instant;

/**
 * A container's run as its samples show it: from one start to the next. Samples carry no start, but
 * another container and counters that have gone back do tell.
 *
 * @param interval the time between the last two samples
 */
public record Run(
    String containerId, Instant last, Duration interval, long processorNanos, long periods) {
  public static final Run NONE = new Run("", Instant.MIN, Duration.ZERO, 0, 0);

  /** A hole in the samples of this length, or of three intervals, tells nothing of what it hid. */
  private static final Duration HOLE = Duration.ofSeconds(10);

  private static final Duration LONGEST_HOLE = Duration.ofMinutes(1);

  /** Whether a sample is of the same run, and no hole lies between. */
  public boolean goesOnWith(ResourceSample sample) {
    return isOf(sample)
        && !sample.at().isBefore(last)
        && Duration.between(last, sample.at()).compareTo(hole()) <= 0;
  }

  /** Whether a sample is of the same run, hole or not. */
  public boolean isOf(ResourceSample sample) {
    return sample.container().id().equals(containerId)
        && sample.cpu().usageNanos() >= processorNanos
        && sample.cpu().periods() >= periods;
  }

  /** The run as it stands after a sample. */
  public Run after(ResourceSample sample) {
    boolean known = !last.equals(Instant.MIN) && !sample.at().isBefore(last);
    return new Run(
        sample.container().id(),
        sample.at(),
        known ? Duration.between(last, sample.at()) : interval,
        sample.cpu().usageNanos(),
        sample.cpu().periods());
  }

  private Duration hole() {
    // not multipliedBy: it goes through numbers of any size, and this is asked of each sample
    Duration usual = interval.plus(interval).plus(interval);
    Duration bounded = usual.compareTo(LONGEST_HOLE) > 0 ? LONGEST_HOLE : usual;
    return bounded.compareTo(HOLE) < 0 ? HOLE : bounded;
  }
}
