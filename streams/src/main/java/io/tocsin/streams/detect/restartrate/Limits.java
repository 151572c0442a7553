package io.tocsin.streams.detect.restartrate;

import io.tocsin.streams.detect.Settings;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.util.List;

/** The rule's values. */
record Limits(
    int restarts,
    Duration window,
    Severity severity,
    Duration slowWindow,
    Severity slowSeverity,
    List<String> problems) {

  static Limits of(Settings settings) {
    return new Limits(
        settings.count("restarts"),
        settings.duration("window"),
        settings.severity("severity"),
        settings.duration("slow-window"),
        settings.severity("slow-severity"),
        settings.problems());
  }

  Duration longest() {
    return window.compareTo(slowWindow) > 0 ? window : slowWindow;
  }
}
