package io.tocsin.streams.detect;

import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An alarm for a share of bad records in a sliding window; what detectors of ratios share. */
public final class ShareAlarm {
  private final Alarm alarm;
  private Share share;
  private @Nullable Instant calmSince;
  private int told;

  /** What is kept. */
  public record State(
      @Nullable Finding open, Share.State share, @Nullable Instant calmSince, int told) {}

  /**
   * When there is too much.
   *
   * @param ratio the share that is exceeded
   * @param bad the fewest bad records
   * @param all the fewest records
   * @param lasting from the first bad record in the window to the last
   * @param quiet how long below until it is over
   */
  public record Limits(
      Duration window, double ratio, int bad, int all, Duration lasting, Duration quiet) {}

  public ShareAlarm(Watch watch, Limits limits, @Nullable State kept) {
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    share = new Share(limits.window(), kept == null ? null : kept.share());
    calmSince = kept == null ? null : kept.calmSince();
    told = kept == null ? 0 : kept.told();
  }

  public State state() {
    return new State(alarm.finding(), share.state(), calmSince, told);
  }

  /** The records of the window. */
  public Share share() {
    return share;
  }

  /** Counts a record. */
  public void count(Instant at, boolean isBad, Limits limits) {
    if (!share.hasWindow(limits.window())) {
      share = new Share(limits.window());
    }
    share.add(at, isBad);
  }

  /** Whether there is something to say now that was not said: too much, worse, or twice as much. */
  public boolean isNews(Limits limits, Severity severity) {
    if (!isExceeded(limits)) {
      return false;
    }
    calmSince = null;
    Finding open = alarm.finding();
    return open == null
        || open.severity().max(severity) != open.severity()
        || share.bad() >= 2 * told;
  }

  private boolean isExceeded(Limits limits) {
    return share.bad() >= limits.bad()
        && share.all() >= limits.all()
        && share.ratio() > limits.ratio()
        && (limits.lasting().isZero() || share.lasting().compareTo(limits.lasting()) >= 0);
  }

  public void fire(Instant at, Verdict verdict, Consumer<Finding> out) {
    told = share.bad();
    alarm.fire(at, verdict, out);
  }

  /** Time has passed: too much becomes enough when it has been so for a while. */
  public void tick(Instant watermark, Limits limits, Consumer<Finding> out) {
    share.advance(watermark);
    if (!alarm.isOpen()) {
      return;
    }
    boolean calm = share.bad() == 0 || share.ratio() <= limits.ratio();
    if (!calm) {
      calmSince = null;
      return;
    }
    calmSince = calmSince == null ? watermark : calmSince;
    if (!watermark.isBefore(calmSince.plus(limits.quiet()))) {
      settle(watermark, "it has been below for " + Durations.format(limits.quiet()), out);
    }
  }

  /** Ends it for a reason of the detector's own, and counts anew. */
  public void settle(Instant watermark, String because, Consumer<Finding> out) {
    alarm.resolve(watermark, because, out);
    share = new Share(share.window());
    told = 0;
    calmSince = null;
  }

  /** How long it has been firing. */
  public Duration openFor(Instant watermark) {
    Finding open = alarm.finding();
    return open == null ? Duration.ZERO : Duration.between(open.detectedAt(), watermark);
  }

  /** Only while it fires. */
  public Instant wakeAt() {
    return alarm.isOpen() ? Instant.MIN : Instant.MAX;
  }

  public List<Finding> open() {
    return alarm.findings();
  }

  /** Whether nothing has been counted and nothing fires. */
  public boolean isBlank() {
    return share.all() == 0 && !alarm.isOpen();
  }
}
