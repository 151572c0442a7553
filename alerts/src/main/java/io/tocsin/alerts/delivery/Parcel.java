package io.tocsin.alerts.delivery;

import io.tocsin.telemetry.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision on its way to a receiver.
 *
 * @param failures how often it, or what it superseded, was tried in vain
 * @param firstTry when it was tried first; null before
 * @param notBefore when it is due
 * @param heldAt when the policy held it back; null if it does not
 * @param isAskedFor whether a person wants it told although it was given up
 */
record Parcel(
    Incident incident,
    Receipt receipt,
    int failures,
    @Nullable Instant firstTry,
    Instant notBefore,
    @Nullable Instant heldAt,
    boolean isAskedFor) {
  static Parcel of(Incident incident, Receipt receipt) {
    return new Parcel(incident, receipt, 0, null, Instant.MIN, null, false);
  }

  /** What a person has asked for. */
  static Parcel askedFor(Incident incident, Receipt receipt) {
    return new Parcel(incident, receipt, 0, null, Instant.MIN, null, true);
  }

  /**
   * This content in place of an older one, which keeps its place and its pause; what was held back
   * is asked anew.
   */
  Parcel inPlaceOf(Parcel older) {
    Instant due = older.isHeld() ? notBefore : older.notBefore;
    boolean isWanted = isAskedFor || older.isAskedFor;
    return new Parcel(incident, receipt, older.failures, older.firstTry, due, heldAt, isWanted);
  }

  /** At its next try, which fails for one more time if it fails. */
  Parcel tried(Instant now) {
    return new Parcel(
        incident, receipt, failures + 1, firstTry == null ? now : firstTry, now, null, isAskedFor);
  }

  Parcel dueAt(Instant at) {
    return new Parcel(incident, receipt, failures, firstTry, at, null, isAskedFor);
  }

  /** Held back until then. */
  Parcel heldUntil(Instant until, Instant now) {
    return new Parcel(incident, receipt, failures, firstTry, until, now, isAskedFor);
  }

  boolean isHeld() {
    return heldAt != null;
  }

  /** Whether its time has come; a clock that was set back has what is held asked anew. */
  boolean isDue(Instant now) {
    return !notBefore.isAfter(now) || (heldAt != null && heldAt.isAfter(now));
  }
}
