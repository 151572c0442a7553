package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Silence;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Holds back what somebody has silenced. */
final class Silencing {
  private Silencing() {}

  static @Nullable Decision hold(Question question) {
    return question.situation().known().controls().silences().values().stream()
        .filter(silence -> silence.isInForce(question.now()))
        .filter(silence -> Matchers.read(silence.matchers()).fit(question.incident()))
        .max(Comparator.comparing(Silence::end).thenComparing(Silence::id))
        .map(silence -> Decision.hold(Verdict.SILENCED, silence.end(), reason(silence)))
        .orElse(null);
  }

  private static String reason(Silence silence) {
    String what = silence.reason().isEmpty() ? "" : ": " + silence.reason();
    return "silenced by " + silence.author() + " until " + silence.until() + what;
  }
}
