package io.tocsin.streams.detect.surge;

import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Settings;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.util.List;

/**
 * What a surge is measured by.
 *
 * @param minimum counts a minute below which nothing is a surge
 * @param probability of a count by chance, 0 to 1, from which on it is one
 * @param quiet how long at the usual level until it is over
 * @param adaptAfter how long it may last until it is the new normal
 * @param problems what of a container's labels could not be read, for people
 */
public record SurgeLimits(
    int minimum,
    double probability,
    Severity severity,
    Duration quiet,
    Duration adaptAfter,
    List<String> problems) {

  /** As set for a rule that has {@link #parameters}. */
  public static SurgeLimits of(Settings settings) {
    return new SurgeLimits(
        settings.count("minimum"),
        settings.ratio("probability"),
        settings.severity("severity"),
        settings.duration("quiet"),
        settings.duration("adapt-after"),
        settings.problems());
  }

  /** What can be set; {@code lasting} says in words when a lasting surge is the new normal. */
  public static List<Parameter> parameters(Parameter minimum, Severity severity, String lasting) {
    return List.of(
        minimum,
        Parameter.ratio(
            "probability", 1e-6, "How improbable the count must be at the learned rate."),
        Parameter.severity("severity", severity, "Of the finding."),
        Parameter.duration(
            "quiet", Duration.ofMinutes(2), "How long at the usual level until it is over."),
        Parameter.duration("adapt-after", Duration.ofMinutes(30), lasting));
  }
}
