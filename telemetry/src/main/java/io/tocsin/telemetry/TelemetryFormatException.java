package io.tocsin.telemetry;

import org.jspecify.annotations.Nullable;

/** A record that cannot be read: its message says what was wrong, for the dead-letter topic. */
public final class TelemetryFormatException extends RuntimeException {
  public TelemetryFormatException(String message) {
    this(message, null);
  }

  public TelemetryFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
