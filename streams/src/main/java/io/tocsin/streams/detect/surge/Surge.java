package io.tocsin.streams.detect.surge;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.detect.baseline.Rate;
import io.tocsin.streams.detect.baseline.Window;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The last minute's count against the learned rate. Fires once, again when the count has doubled,
 * and is over after a while at the usual level or when it has lasted so long that it is usual.
 */
public final class Surge {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final String unit;
  private final Window window;
  private final Rate rate;
  private final Alarm alarm;
  private int told;
  private @Nullable Instant calmSince;

  /**
   * What is kept.
   *
   * @param told the count that was told last; 0 while nothing fires
   * @param calmSince since when the count is usual while it still fires
   */
  public record State(
      Window.State window,
      Rate.State rate,
      @Nullable Finding open,
      int told,
      @Nullable Instant calmSince) {}

  /**
   * @param unit what is counted, in the plural
   */
  public Surge(Watch watch, String unit, @Nullable State kept) {
    this.unit = unit;
    window = new Window(kept == null ? null : kept.window());
    rate = new Rate(kept == null ? null : kept.rate());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    told = kept == null ? 0 : kept.told();
    calmSince = kept == null ? null : kept.calmSince();
  }

  public State state() {
    return new State(window.state(), rate.state(), alarm.finding(), told, calmSince);
  }

  /** What was learned, and is to be taught while nothing fires. */
  public Rate rate() {
    return rate;
  }

  public boolean isOpen() {
    return alarm.isOpen();
  }

  /** The finding that fires, as a list of one or none. */
  public List<Finding> findings() {
    return alarm.findings();
  }

  /** Counts one, in this second of the epoch. */
  public void add(long second) {
    window.add(second);
  }

  /** Counts of the last minute, up to the last that was added or the last tick. */
  public int count() {
    return window.total();
  }

  /** When the counts became more than the usual, so many a minute, would have brought. */
  public Instant onset(double usual) {
    return Instant.ofEpochSecond(window.onset(usual));
  }

  /** The last minute's count in a verdict. */
  public Verdict.Measure measure(int threshold) {
    return new Verdict.Measure(window.total(), threshold, unit, WINDOW);
  }

  /** The count is beyond its threshold: whether that is worth a word. */
  public boolean isNews() {
    calmSince = null;
    return !alarm.isOpen() || window.total() >= 2 * told;
  }

  /** Says so. */
  public void fire(Instant at, Verdict verdict, Consumer<Finding> out) {
    told = window.total();
    alarm.fire(at, verdict, out);
  }

  /** Lets the seconds go that are more than a minute before; to be called while it fires. */
  public void advance(Instant watermark) {
    window.advance(watermark.getEpochSecond());
  }

  /**
   * Time has passed: whether it is over by that.
   *
   * @param threshold that the count of {@link #advance} is held against
   */
  public boolean isOver(
      Instant watermark, SurgeLimits limits, int threshold, Consumer<Finding> out) {
    Finding open = alarm.finding();
    if (open == null) {
      return false;
    }
    if (window.total() < threshold) {
      calmSince = calmSince == null ? watermark : calmSince;
      return !watermark.isBefore(calmSince.plus(limits.quiet()))
          && end(watermark, unit + " are back at their usual rate", out);
    }
    calmSince = null;
    if (watermark.isBefore(open.detectedAt().plus(limits.adaptAfter()))) {
      return false;
    }
    rate.restart(window.total());
    return end(watermark, "it has lasted so long that it is the new normal", out);
  }

  private boolean end(Instant watermark, String because, Consumer<Finding> out) {
    alarm.resolve(watermark, because, out);
    told = 0;
    calmSince = null;
    return true;
  }
}
