package io.tocsin.collector.logs;

import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The engine's stamp before each message: an instant and a space. */
final class MessageStamps {
  /** The size at which the engine cuts lines. */
  static final int PART_BYTES = 16 << 10;

  private static final int LONGEST = 36;

  private MessageStamps() {}

  /** How many bytes the stamp takes, its space included; 0 if there is none. */
  static int length(byte[] bytes, int length) {
    if (length < 21 || bytes[4] != '-' || bytes[10] != 'T') {
      return 0;
    }
    for (int i = 20; i < Math.min(length, LONGEST); i++) {
      if (bytes[i] == ' ') {
        return i + 1;
      }
    }
    return 0;
  }

  static @Nullable Instant read(byte[] bytes, int stampLength) {
    if (stampLength == 0) {
      return null;
    }
    try {
      return Timestamps.parse(new String(bytes, 0, stampLength - 1, StandardCharsets.ISO_8859_1));
    } catch (TelemetryFormatException e) {
      return null;
    }
  }
}
