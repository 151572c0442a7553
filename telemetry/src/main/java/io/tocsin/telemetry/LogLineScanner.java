package io.tocsin.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log line in just the form in which {@link LogLineCodec} writes it, three to four times as
 * fast as a JSON parser can, which has to expect anything. Whatever looks otherwise, it leaves to
 * the parser: it never judges, so both always read the same.
 */
final class LogLineScanner {
  private static final byte[] AT = bytes("{\"schema\":\"" + LogLine.SCHEMA + "\",\"at\":\"");
  private static final byte[] END = bytes("\"}");
  private static final char REPLACEMENT = '\ufffd';

  private final byte[] json;
  private int next;

  private LogLineScanner(byte[] json) {
    this.json = json;
  }

  /** The line, or null if a parser has to look at it. */
  static @Nullable LogLine scan(byte[] json) {
    return new LogLineScanner(json).scan();
  }

  private @Nullable LogLine scan() {
    Instant at = time();
    LogLineHead head = at == null ? null : LogLineHead.at(json, next);
    if (at == null || head == null) {
      return null;
    }
    next += head.length();
    String line = text();
    return line == null || !skip(END) || next != json.length ? null : head.line(at, line);
  }

  /** Steps over what must come next; if it does not, nothing is found from here on. */
  private boolean skip(byte[] expected) {
    int end = next + expected.length;
    if (next < 0 || end > json.length) {
      next = -1;
      return false;
    }
    if (!Arrays.equals(json, next, end, expected, 0, expected.length)) {
      next = -1;
      return false;
    }
    next = end;
    return true;
  }

  private @Nullable Instant time() {
    if (!skip(AT)) {
      return null;
    }
    Instant at = Timestamps.scan(json, next);
    next = at == null ? -1 : next + Timestamps.LENGTH;
    return at;
  }

  /** The text up to its quote; null where only a parser can tell what it is. */
  private @Nullable String text() {
    int start = next;
    int end = PlainBytes.end(json, start);
    boolean isAscii = end == json.length || json[end] == '"';
    while (end < json.length && json[end] != '"') {
      byte b = json[end++];
      if (b == '\\') {
        return escapedText(start);
      }
      if (b >= 0 && b < ' ') {
        return null;
      }
    }
    next = end;
    return isAscii
        ? new String(json, start, end - start, StandardCharsets.ISO_8859_1)
        : decoded(json, start, end);
  }

  /** Undoes escapes; null where one stands for a character beyond ASCII or for none. */
  private @Nullable String escapedText(int start) {
    byte[] plain = new byte[json.length - start];
    int length = 0;
    next = start;
    while (next < json.length && json[next] != '"') {
      int b = json[next++];
      if (b == '\\') {
        b = unescaped();
      } else if (b >= 0 && b < ' ') {
        return null;
      }
      if (b == 0) {
        return null;
      }
      plain[length++] = (byte) b;
    }
    return decoded(plain, 0, length);
  }

  /** The character that the escape after a backslash stands for; 0 for a parser to see. */
  private int unescaped() {
    if (next >= json.length) {
      return 0;
    }
    byte letter = json[next++];
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> control();
      default -> 0;
    };
  }

  /** Four digits, as of the escape that begins a colour; only such controls are written so. */
  private int control() {
    int end = next + 4;
    if (end > json.length || json[next] != '0' || json[next + 1] != '0') {
      return 0;
    }
    int high = Character.digit(json[end - 2], 16);
    int low = Character.digit(json[end - 1], 16);
    next = end;
    return high < 0 || high > 7 || low < 0 ? 0 : high * 16 + low;
  }

  /** What is no UTF-8, the parser refuses; here it shows as a replacement. */
  private static @Nullable String decoded(byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
