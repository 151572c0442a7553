package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad it is, in rising order. {@code INFO} never notifies. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** {@code info}, {@code warning}, {@code critical}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Severity max(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
