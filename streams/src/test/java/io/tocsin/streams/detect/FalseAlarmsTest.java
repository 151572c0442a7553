package io.tocsin.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.errorspike.ErrorSpike;
import io.tocsin.streams.testkit.Lines;
import io.tocsin.streams.testkit.Stage;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What error-spike makes of services that are as they are: the rate of false alarms is a budget,
 * and is measured here. Each kind of service is simulated for four weeks, in four seeds.
 */
@Tag("once")
class FalseAlarmsTest {
  private static final int DAYS = 7;
  private static final int MINUTES = DAYS * 24 * 60;

  @ParameterizedTest(name = "{0}: {1} errors a minute, dispersion {2}")
  @CsvSource({
    "steady, 0.2, 1, 0",
    "steady, 2, 1, 0",
    "steady, 20, 1, 1",
    "bursty, 2, 3, 1",
    "bursty, 5, 5, 2",
    "bursty, 20, 10, 2",
    "daily, 2, 1, 1",
    "daily, 20, 1, 1",
  })
  void staysWithinTheBudgetOfFalseAlarms(String kind, double mean, double dispersion, int budget) {
    int alarms = 0;
    for (long seed = 1; seed <= 4; seed++) {
      IntToDoubleFunction rate =
          minute -> kind.equals("daily") ? mean * (1 + 0.9 * Math.sin(minute / 229.2)) : mean;
      alarms += alarms(lines(new Random(seed), rate, dispersion));
    }
    System.out.printf(
        "%s, %s errors a minute, variance %s times the mean: %d alarms in %d days%n",
        kind, mean, dispersion, alarms, 4 * DAYS);

    assertThat(alarms).isLessThanOrEqualTo(budget);
  }

  @ParameterizedTest(name = "from {0} to {1} errors a minute")
  @CsvSource({"0.5, 8", "2, 8", "5, 25"})
  void ringsOnceForAShiftAndLearnsIt(double before, double after) {
    IntToDoubleFunction rate = minute -> minute < 600 ? before : after;

    List<LogLine> lines = lines(new Random(5), rate, 1);
    Instant end = lines.get(0).at().plus(Duration.ofHours(14));
    List<LogLine> shift = lines.stream().filter(line -> line.at().isBefore(end)).toList();
    List<Finding> findings = Stage.play(ErrorSpike.TYPE, shift, 0);

    assertThat(findings.stream().map(Finding::id).distinct()).hasSizeBetween(1, 2);
    assertThat(findings.get(findings.size() - 1).isFiring()).isFalse();
  }

  private static int alarms(List<LogLine> lines) {
    return (int) Stage.play(ErrorSpike.TYPE, lines, 0).stream().map(Finding::id).distinct().count();
  }

  /** Errors at a rate that itself varies from minute to minute (a gamma mixture). */
  private static List<LogLine> lines(Random random, IntToDoubleFunction rate, double dispersion) {
    Lines lines = new Lines().write("INFO up");
    for (int minute = 0; minute < MINUTES; minute++) {
      double mean = rate.applyAsDouble(minute);
      double drawn = dispersion <= 1 ? mean : gamma(random, mean, dispersion - 1);
      int count = poisson(random, drawn);
      double[] at = random.doubles(count, 0, 60).sorted().toArray();
      lines.at(minute * 60.0).write("INFO tick");
      for (double second : at) {
        lines.at(minute * 60.0 + second).write("ERROR order failed");
      }
    }
    return lines.list();
  }

  /** Of this mean and scale (Marsaglia and Tsang, 2000). */
  private static double gamma(Random random, double mean, double scale) {
    double shape = mean / scale;
    double boost = shape < 1 ? Math.pow(random.nextDouble(), 1 / shape) : 1;
    double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + x / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return scale * d * v * boost;
      }
    }
  }

  private static int poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
