package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;

/**
 * What each kind of evidence is worth, in points. Eight points more make a cause about three times
 * as likely ({@link #TEMPERATURE}). Set by hand, and held against generated outages and against
 * those that the fault suite brings about on a real engine: see docs/incidents.md.
 */
final class Weights {
  /** Points by which the odds rise e-fold. */
  static final double TEMPERATURE = 8;

  /** What a cause that nobody has seen weighs. */
  static final int UNSEEN = 5;

  static final int OWN_FAULT = 10;
  static final int CANNOT_REACH_ITSELF = 8;
  static final int NAMES_ANOTHER = -22;
  static final int COMPLAINS = -11;
  static final int IS_NOT_SERVED = -8;
  static final int NOTHING_FOUND = -6;
  static final int SECOND_FINDING = 3;
  static final int NEW_ERROR = 5;
  static final int BEGAN_FIRST = 8;
  static final int LATEST = -16;
  static final int ALL_DEPEND_ON_IT = 26;
  static final int NOBODY_DEPENDS_ON_IT = -15;
  static final int DEPENDS_ON_TROUBLE = -20;
  static final int FIRST_WITNESS = 10;
  static final int FURTHER_WITNESS = 4;
  static final int CHANGED_JUST_BEFORE = 14;
  static final int CHANGED_SHORTLY_BEFORE = 7;
  static final int CHANGED_TODAY = 2;
  static final int STRONGEST_DEVIATION = 5;

  private Weights() {}

  /** How much a finding says of its own service as a cause. */
  static int of(Finding finding) {
    return switch (finding.detector()) {
      case Nature.API_STORM -> 60;
      case Nature.OOM_KILL, "start-failed", Nature.FORCE_REMOVAL -> 44;
      case "exited" -> 38;
      case "restart-rate" -> 36;
      case "memory-ratio" -> finding.severity() == Severity.CRITICAL ? 24 : 14;
      case "cpu-throttling" -> 18;
      case "memory-forecast" -> 12;
      case "unhealthy" -> 12;
      case "log-silence", "error-spike", "error-ratio" -> 9;
      case "http-errors", "startup-order", "log-pattern" -> 6;
      case "slow-requests" -> 5;
      default -> 5;
    };
  }
}
