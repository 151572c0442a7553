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
 */
record Parcel(
    Incident incident,
    Receipt receipt,
    int failures,
    @Nullable Instant firstTry,
    Instant notBefore) {
  static Parcel of(Incident incident, Receipt receipt) {
    return new Parcel(incident, receipt, 0, null, Instant.MIN);
  }

  /** This content in place of an older one, which keeps its place and its pause. */
  Parcel inPlaceOf(Parcel older) {
    return new Parcel(incident, receipt, older.failures, older.firstTry, older.notBefore);
  }

  /** At its next try, which fails for one more time if it fails. */
  Parcel tried(Instant now) {
    return new Parcel(incident, receipt, failures + 1, firstTry == null ? now : firstTry, now);
  }

  Parcel dueAt(Instant at) {
    return new Parcel(incident, receipt, failures, firstTry, at);
  }

  boolean isDue(Instant now) {
    return !notBefore.isAfter(now);
  }
}
