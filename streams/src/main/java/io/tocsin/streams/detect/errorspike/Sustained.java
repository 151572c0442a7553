package io.tocsin.streams.detect.errorspike;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.detect.baseline.NegativeBinomial;
import io.tocsin.streams.detect.baseline.Rate;
import io.tocsin.streams.detect.surge.SurgeLimits;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The excess that no single minute shows: five minutes in a row above the usual rate, together
 * twice what was to be expected and beyond belief. What was usual is learned up to five minutes
 * ago, so that the excess does not teach itself.
 */
final class Sustained {
  private static final int MINUTES = 5;

  /** Before so many minutes nobody knows what is usual. */
  private static final double LEARNED = 8;

  private static final Duration WINDOW = Duration.ofMinutes(MINUTES);

  private final Watch watch;
  private final Alarm alarm;
  private final Rate past;
  private final Deque<Integer> recent;
  private @Nullable Instant calmSince;

  /** What is kept: the last complete minutes, the oldest first, among others. */
  record State(
      @Nullable Finding open, Rate.State past, List<Integer> recent, @Nullable Instant calmSince) {}

  Sustained(Watch watch, @Nullable State kept) {
    this.watch = watch;
    alarm = new Alarm(watch, "sustained", kept == null ? null : kept.open());
    past = new Rate(kept == null ? null : kept.past());
    recent = new ArrayDeque<>(kept == null ? List.of() : kept.recent());
    calmSince = kept == null ? null : kept.calmSince();
  }

  State state() {
    return new State(alarm.finding(), past.state(), List.copyOf(recent), calmSince);
  }

  /** A minute is over; while something fires nothing is learned. */
  void minute(int count, boolean learns) {
    recent.addLast(count);
    if (recent.size() > MINUTES) {
      int oldest = recent.removeFirst();
      if (learns && !alarm.isOpen()) {
        past.learn(oldest);
      }
    }
  }

  /** Minutes without an error. */
  void quiet(long minutes, boolean learns) {
    for (long i = 0; i < Math.min(minutes, 400); i++) {
      minute(0, learns);
    }
  }

  boolean isOpen() {
    return alarm.isOpen();
  }

  List<Finding> findings() {
    return alarm.findings();
  }

  /** Says so if the last minutes were too much. */
  void judge(Instant at, SurgeLimits limits, Supplier<List<String>> lines, Consumer<Finding> out) {
    if (alarm.isOpen() || !isExcess(limits)) {
      return;
    }
    NegativeBinomial expected = past.expected(MINUTES, 0);
    int sum = sum();
    String probability = String.format(Locale.ROOT, "%.1e", expected.tail(sum));
    String usual = String.format(Locale.ROOT, "%.1f", expected.mean() / MINUTES);
    alarm.fire(
        at,
        new Verdict(
            limits.severity(),
            at.minus(WINDOW),
            "",
            new Verdict.Measure(
                sum, expected.threshold(least(limits), limits.probability()), "errors", WINDOW),
            "%s has logged %d errors in five minutes, in each of them more than its usual %s (p = %s)"
                .formatted(watch.subject().service(), sum, usual, probability),
            Evidence.of("p", probability)
                .with("expectedPerMinute", Double.parseDouble(usual))
                .with("logs", lines.get())
                .with("ignoredLabels", limits.problems())
                .build()),
        out);
  }

  private boolean isExcess(SurgeLimits limits) {
    int sum = sum();
    if (recent.size() < MINUTES || past.learned() < LEARNED || sum < least(limits)) {
      return false;
    }
    NegativeBinomial expected = past.expected(MINUTES, 0);
    double usual = expected.mean() / MINUTES;
    return sum >= 2 * expected.mean()
        && recent.stream().allMatch(count -> count > usual)
        && expected.tail(sum) < limits.probability();
  }

  private static int least(SurgeLimits limits) {
    return 2 * limits.minimum();
  }

  private int sum() {
    return recent.stream().mapToInt(Integer::intValue).sum();
  }

  /** Time has passed. */
  void tick(Instant watermark, SurgeLimits limits, Consumer<Finding> out) {
    Finding open = alarm.finding();
    if (open == null) {
      return;
    }
    boolean lasts = sum() >= 1.5 * past.expected(MINUTES, 0).mean();
    if (lasts && watermark.isBefore(open.detectedAt().plus(limits.adaptAfter()))) {
      calmSince = null;
    } else if (lasts) {
      past.restart((double) sum() / MINUTES);
      over(watermark, "it has lasted so long that it is the new normal", out);
    } else {
      calmSince = calmSince == null ? watermark : calmSince;
      if (!watermark.isBefore(calmSince.plus(limits.quiet()))) {
        over(watermark, "errors are back at their usual rate", out);
      }
    }
  }

  private void over(Instant watermark, String because, Consumer<Finding> out) {
    alarm.resolve(watermark, because, out);
    calmSince = null;
    recent.clear();
  }
}
