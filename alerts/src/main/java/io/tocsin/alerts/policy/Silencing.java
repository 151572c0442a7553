package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Incident.Cause;
import io.tocsin.telemetry.Silence;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what somebody has silenced, by a silence or by a container's label. Where the same has
 * happened to several services, each of them must be silenced: who silences one of them does not
 * mean to hear nothing of the others. What only follows from the cause needs no silence of its own.
 */
final class Silencing {
  /** {@code true}, or the moment until which: {@code 2026-11-23T04:00:00Z}. */
  static final String LABEL = "tocsin.silence";

  private Silencing() {}

  /** Until the first of them is not silenced any more. */
  static @Nullable Decision hold(Question question) {
    List<Decision> all = new ArrayList<>();
    for (Incident one : each(question.incident())) {
      Decision decision = longest(question.about(one));
      if (decision == null) {
        return null;
      }
      all.add(decision);
    }
    return Collections.min(all, Comparator.comparing(Decision::until));
  }

  /** The incident as it is, and as it would be if another that the same happened to were blamed. */
  private static List<Incident> each(Incident incident) {
    Cause cause = incident.cause();
    List<Incident> each = new ArrayList<>(List.of(incident));
    incident.findings().stream()
        .filter(finding -> finding.detector().equals(cause.detector()))
        .map(Incident.Observation::service)
        .filter(service -> !service.equals(cause.service()))
        .distinct()
        .map(service -> new Cause(service, "", cause.detector(), "", cause.confidence()))
        .forEach(other -> each.add(incident.with(other)));
    return each;
  }

  /** Of several the one that lasts longest. */
  private static @Nullable Decision longest(Question question) {
    return Stream.concat(bySilence(question), byLabel(question))
        .max(Comparator.comparing(Decision::until).thenComparing(Decision::reason))
        .orElse(null);
  }

  private static Stream<Decision> bySilence(Question question) {
    return question.situation().known().controls().silences().values().stream()
        .filter(silence -> silence.isInForce(question.now()))
        .filter(silence -> question.fits(Matchers.read(silence.matchers())))
        .map(silence -> Decision.hold(Verdict.SILENCED, silence.end(), reason(silence)));
  }

  private static String reason(Silence silence) {
    String what = silence.reason().isEmpty() ? "" : ": " + silence.reason();
    return "silenced by " + silence.author() + " until " + silence.until() + what;
  }

  private static Stream<Decision> byLabel(Question question) {
    return question.situation().known().labels().values(question.incident(), LABEL).stream()
        .flatMap(
            text ->
                until(text)
                    .filter(until -> until.isAfter(question.now()))
                    .map(until -> Decision.hold(Verdict.SILENCED, until, reason(text)))
                    .stream());
  }

  private static String reason(String text) {
    return "silenced by the label " + LABEL + "=" + text;
  }

  private static Optional<Instant> until(String text) {
    if ("true".equalsIgnoreCase(text.strip())) {
      return Optional.of(Instant.MAX);
    }
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
