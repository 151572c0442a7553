package io.tocsin.streams.detect;

import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a detector has to say, before it becomes a finding.
 *
 * @param onset when the trouble began
 * @param container the container's name; empty for the service as a whole
 */
public record Verdict(
    Severity severity,
    Instant onset,
    String container,
    Measure measure,
    String summary,
    Map<String, Object> evidence) {

  /** What was measured, against what, over what time. */
  public record Measure(double value, double threshold, String unit, @Nullable Duration window) {}
}
