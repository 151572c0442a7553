package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static io.tocsin.streams.testkit.Stage.playInterrupted;
import static io.tocsin.streams.testkit.Stage.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.memoryforecast.MemoryForecast;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Samples;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.ResourceSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryForecastTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** From a tenth of the limit, all of it in so many minutes. */
  private static DoubleUnaryOperator leak(double minutes) {
    return second -> 0.1 + 0.9 * second / (minutes * 60);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 15, 20, 30, 45})
  void forecastsALeakBeforeItMeetsTheLimit(int minutes) {
    Samples leaking = new Samples().follow(leak(minutes), Duration.ofMinutes(minutes));

    List<Finding> findings = play(MemoryForecast.TYPE, leaking.list(), 0);

    assertThat(brief(findings)).contains("warning firing").doesNotContain("warning resolved");
    Finding first = findings.get(0);
    Instant met = Events.T0.plus(Duration.ofMinutes(minutes));
    Duration left = Duration.between(first.detectedAt(), met);
    assertThat(left).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(15));
    assertThat(first.value()).isCloseTo(left.toSeconds() / 60.0, within(0.3));
    assertThat(findings.size()).isLessThanOrEqualTo(6);
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.api.Assertions.within(value);
  }

  @Test
  void seesALeakThatBeginsAfterHoursOfRest() {
    Samples resting = new Samples().hold(0.4, Duration.ofHours(3));
    Instant begin = Events.T0.plus(Duration.ofHours(3));
    resting.follow(second -> 0.4 + second / 60 * 0.03, Duration.ofMinutes(19));

    List<Finding> findings = play(MemoryForecast.TYPE, resting.list(), 0);

    assertThat(brief(findings)).contains("warning firing");
    assertThat(findings.get(0).startedAt()).isAfterOrEqualTo(begin.minusSeconds(60));
    assertThat(findings.get(0).detectedAt()).isBefore(begin.plus(Duration.ofMinutes(10)));
    assertThat(findings.get(0).summary())
        .startsWith("shop-web-1 grows by 30 MiB a minute and meets its memory limit of 1000 MiB");
  }

  @Test
  void seesALeakUnderTheSawOfACollector() {
    DoubleUnaryOperator saw = second -> 0.12 * (second % 45) / 45;
    Samples leaking =
        new Samples()
            .follow(s -> leak(30).applyAsDouble(s) + saw.applyAsDouble(s), HOUR.dividedBy(2));

    assertThat(brief(play(MemoryForecast.TYPE, leaking.list(), 0))).contains("warning firing");
  }

  @Test
  void isSilentJustBelowTheGrowthThatMeetsTheLimitInTime() {
    // 3/4 of the limit, and the rest in a little more than a quarter of an hour.
    Samples slow =
        new Samples().hold(0.5, HOUR).follow(s -> 0.5 + s / 60 * 0.0152, Duration.ofMinutes(17));

    assertThat(play(MemoryForecast.TYPE, slow.list(), 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10", "45", "120", "240", "420"})
  void isSilentForTheSawOfACollector(int period) {
    DoubleUnaryOperator saw = second -> 0.35 + 0.4 * (second % period) / period;

    assertThat(play(MemoryForecast.TYPE, new Samples().follow(saw, Duration.ofHours(3)).list(), 0))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 10, 20})
  void isSilentForACacheThatFills(int minutes) {
    DoubleUnaryOperator fill = second -> 0.1 + 0.75 * (1 - Math.exp(-second / (minutes * 60.0)));

    assertThat(
            play(MemoryForecast.TYPE, new Samples().follow(fill, HOUR.multipliedBy(2)).list(), 0))
        .isEmpty();
  }

  @Test
  void isSilentForTheGrowthOfAStart() {
    DoubleUnaryOperator start = second -> Math.min(0.68, 0.05 + second / 180 * 0.63);

    assertThat(play(MemoryForecast.TYPE, new Samples().follow(start, HOUR).list(), 0)).isEmpty();
  }

  @Test
  void isSilentForABatchThatGivesBackWhatItTook() {
    DoubleUnaryOperator batches =
        second -> 0.3 + (second % 1_800 < 200 ? 0.38 * (second % 1_800) / 200 : 0);

    assertThat(
            play(
                MemoryForecast.TYPE, new Samples().follow(batches, HOUR.multipliedBy(4)).list(), 0))
        .isEmpty();
  }

  @Test
  void isSilentForAStep() {
    Samples step = new Samples().hold(0.4, HOUR).hold(0.68, HOUR);

    assertThat(play(MemoryForecast.TYPE, step.list(), 0)).isEmpty();
  }

  @Test
  void isSilentWithoutALimit() {
    Samples unlimited = new Samples().unlimited().follow(leak(20), Duration.ofMinutes(20));

    assertThat(play(MemoryForecast.TYPE, unlimited.list(), 0)).isEmpty();
  }

  @Test
  void resolvesWhenGrowthHasEnded() {
    Samples ended =
        new Samples().follow(leak(20), Duration.ofMinutes(18)).hold(0.9, Duration.ofMinutes(30));

    assertThat(brief(play(MemoryForecast.TYPE, ended.list(), 0))).endsWith("warning resolved");
  }

  @Test
  void resolvesWhenTheContainerIsStartedAnew() {
    Samples restarted = new Samples().follow(leak(20), Duration.ofMinutes(18));
    restarted.restart().hold(0.1, Duration.ofSeconds(5));

    assertThat(brief(play(MemoryForecast.TYPE, restarted.list(), 0))).endsWith("warning resolved");
  }

  @Test
  void judgesEachReplicaByItself() {
    List<ResourceSample> both = new ArrayList<>();
    Duration time = Duration.ofMinutes(18);
    both.addAll(new Samples().container("c1", "shop-web-1").hold(0.9, time).list());
    both.addAll(new Samples().container("c2", "shop-web-2").follow(leak(20), time).list());
    both.sort(Comparator.comparing(ResourceSample::at));

    assertThat(play(MemoryForecast.TYPE, both, 0))
        .isNotEmpty()
        .extracting(Finding::container)
        .containsOnly("shop-web-2");
  }

  @Test
  void goesOnWhereItStood() {
    Samples leaking = new Samples().follow(leak(20), Duration.ofMinutes(18)).hold(0.3, HOUR);

    assertThat(written(playInterrupted(MemoryForecast.TYPE, leaking.list(), 0, 3)))
        .isEqualTo(written(play(MemoryForecast.TYPE, leaking.list(), 0)))
        .hasSizeGreaterThan(1);
  }
}
