package io.tocsin.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a heartbeat in just the form in which {@link Wire} writes it: there is one a second on each
 * partition. Whatever looks otherwise, it leaves to data binding, so both always read the same.
 */
final class HeartbeatScanner {
  private static final byte[] AT = bytes("{\"schema\":\"" + Heartbeat.SCHEMA + "\",\"at\":\"");
  private static final byte[] HOST = bytes("\",\"host\":\"");
  private static final byte[] END = bytes("\"}");

  private HeartbeatScanner() {}

  /** The heartbeat, or null if data binding has to look at it. */
  static @Nullable Heartbeat scan(byte[] json) {
    if (!isAt(json, 0, AT)) {
      return null;
    }
    int atEnd = PlainBytes.end(json, AT.length);
    int host = atEnd + HOST.length;
    if (!isAt(json, atEnd, HOST)) {
      return null;
    }
    int hostEnd = PlainBytes.end(json, host);
    if (hostEnd + END.length != json.length || !isAt(json, hostEnd, END)) {
      return null;
    }
    try {
      Instant at = Timestamps.parse(text(json, AT.length, atEnd));
      return new Heartbeat(at, text(json, host, hostEnd));
    } catch (TelemetryFormatException e) {
      // Data binding says what is wrong with it.
      return null;
    }
  }

  private static boolean isAt(byte[] json, int from, byte[] expected) {
    int to = from + expected.length;
    return to <= json.length && Arrays.equals(json, from, to, expected, 0, expected.length);
  }

  private static String text(byte[] json, int from, int to) {
    return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
