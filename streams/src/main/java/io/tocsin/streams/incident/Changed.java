package io.tocsin.streams.incident;

import io.tocsin.telemetry.Incident;

/** A change in words. */
final class Changed {
  private Changed() {}

  /** {@code image shop:1 → shop:2}, {@code memory limit none → 64 MiB}, {@code recreated}. */
  static String what(Incident.Change change) {
    if (change.what().equals("recreated") || (change.from() == null && change.to() == null)) {
      return change.what();
    }
    return "%s %s → %s".formatted(change.what(), text(change.from()), text(change.to()));
  }

  /** Whether it was part of a deployment, or made by itself. */
  static String verb(Incident.Change change) {
    return change.deployment() == null ? "changed" : "deployed";
  }

  /** With its time and its service. */
  static String line(Incident.Change change) {
    return "%s %s: %s".formatted(Numbers.time(change.at()), change.service(), what(change));
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "none" : value;
  }
}
