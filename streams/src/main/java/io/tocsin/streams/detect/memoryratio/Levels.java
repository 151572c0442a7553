package io.tocsin.streams.detect.memoryratio;

import io.tocsin.streams.detect.Settings;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.util.List;

/** The rule's values: levels from the lowest to the highest. */
record Levels(List<Level> levels, Duration quiet, List<String> problems) {

  /** Fires where the ratio has been at least so high for so long. */
  record Level(double ratio, Duration sustained, Severity severity) {}

  static Levels of(Settings settings) {
    Severity low = settings.severity("severity");
    return new Levels(
        List.of(
            new Level(settings.ratio("warning-ratio"), settings.duration("warning-for"), low),
            new Level(settings.ratio("high-ratio"), settings.duration("high-for"), low),
            new Level(
                settings.ratio("critical-ratio"),
                settings.duration("critical-for"),
                settings.severity("critical-severity"))),
        settings.duration("quiet"),
        settings.problems());
  }

  double lowest() {
    return levels.stream().mapToDouble(Level::ratio).min().orElse(1);
  }
}
