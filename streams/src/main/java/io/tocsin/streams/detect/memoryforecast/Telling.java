package io.tocsin.streams.detect.memoryforecast;

import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.detect.memoryforecast.MemoryForecast.Limits;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ResourceSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Puts a forecast into words. */
final class Telling {
  private Telling() {}

  static Verdict of(ResourceSample sample, Forecast forecast, Limits limits) {
    String name = sample.container().name();
    Bytes growth = new Bytes(Math.round(forecast.kibPerMinute() * 1024));
    return new Verdict(
        limits.severity(),
        forecast.since(),
        name,
        new Verdict.Measure(
            minutes(forecast.left()), minutes(limits.within()), "minutes", forecast.over()),
        String.format(
            Locale.ROOT,
            "%s grows by %s a minute and meets its memory limit of %s in about %.0f min (%.0f to %.0f)",
            name,
            growth,
            sample.memory().limit(),
            minutes(forecast.left()),
            minutes(forecast.earliest()),
            minutes(forecast.latest())),
        Evidence.of("limit", String.valueOf(sample.memory().limit()))
            .with("workingSet", sample.memory().workingSet().toString())
            .with("growthPerMinute", growth.toString())
            .with("meetsLimitAt", in(sample, forecast.left()))
            .with("earliest", in(sample, forecast.earliest()))
            .with("latest", in(sample, forecast.latest()))
            .with("ignoredLabels", limits.problems())
            .build());
  }

  private static Instant in(ResourceSample sample, Duration left) {
    return sample.at().plus(left);
  }

  private static double minutes(Duration duration) {
    return Math.round(duration.toSeconds() / 6.0) / 10.0;
  }
}
