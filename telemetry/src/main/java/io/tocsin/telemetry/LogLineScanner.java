package io.tocsin.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log line in just the form in which {@link LogLineCodec} writes it, three to four times as
 * fast as a JSON parser can, which has to expect anything. Whatever looks otherwise, it leaves to
 * the parser: it never judges, so both always read the same.
 */
final class LogLineScanner {
  private static final byte[] AT = bytes("{\"schema\":\"" + LogLine.SCHEMA + "\",\"at\":\"");
  private static final byte[] HOST = bytes("\",\"host\":\"");
  private static final byte[] STACK = bytes("\",\"stack\":\"");
  private static final byte[] SERVICE = bytes("\",\"service\":\"");
  private static final byte[] CONTAINER = bytes("\",\"container\":\"");
  private static final byte[] CONTAINER_ID = bytes("\",\"containerId\":\"");
  private static final byte[] STREAM = bytes("\",\"stream\":\"");
  private static final byte[] LINE = bytes("\",\"line\":\"");
  private static final byte[] END = bytes("\"}");
  private static final char REPLACEMENT = '\ufffd';

  /**
   * Names come again with each line, so they are made once. Threads may race here and only lose a
   * chance to share: strings are immutable, and each one found is compared before it is used.
   */
  private static final @Nullable String[] NAMES = new String[1024];

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
    String host = name(HOST);
    String stack = name(STACK);
    String service = name(SERVICE);
    String container = name(CONTAINER);
    String containerId = name(CONTAINER_ID);
    LogLine.Stream stream = stream();
    String line = skip(LINE) ? text() : null;
    if (at == null
        || host == null
        || stack == null
        || service == null
        || container == null
        || containerId == null
        || stream == null
        || line == null
        || !skip(END)
        || next != json.length) {
      return null;
    }
    return new LogLine(
        at, new Subject(host, stack, service), container, containerId, stream, line, false, null);
  }

  /** Steps over what must come next; if it does not, nothing is found from here on. */
  private boolean skip(byte[] expected) {
    int end = next + expected.length;
    if (next < 0 || end > json.length) {
      next = -1;
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (json[next + i] != expected[i]) {
        next = -1;
        return false;
      }
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

  private LogLine.@Nullable Stream stream() {
    String name = name(STREAM);
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "stdout" -> LogLine.Stream.STDOUT;
      case "stderr" -> LogLine.Stream.STDERR;
      default -> null;
    };
  }

  /** A name of plain ASCII without escapes, shared with other lines. */
  private @Nullable String name(byte[] before) {
    if (!skip(before)) {
      return null;
    }
    int start = next;
    int hash = 0;
    int end = start;
    while (end < json.length && json[end] != '"') {
      byte b = json[end++];
      if (b < ' ' || b == '\\') {
        next = -1;
        return null;
      }
      hash = 31 * hash + b;
    }
    next = end;
    return shared(start, end, hash);
  }

  private String shared(int start, int end, int hash) {
    int place = (hash ^ hash >>> 10 ^ hash >>> 20) & NAMES.length - 1;
    String known = NAMES[place];
    if (known != null && isSame(known, start, end)) {
      return known;
    }
    String fresh = new String(json, start, end - start, StandardCharsets.ISO_8859_1);
    NAMES[place] = fresh;
    return fresh;
  }

  private boolean isSame(String known, int start, int end) {
    if (known.length() != end - start) {
      return false;
    }
    for (int i = 0; i < known.length(); i++) {
      if (known.charAt(i) != json[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** The text up to its quote; null where only a parser can tell what it is. */
  private @Nullable String text() {
    int start = next;
    int end = start;
    boolean isAscii = true;
    while (end < json.length && json[end] != '"') {
      byte b = json[end++];
      if (b == '\\') {
        return escapedText(start);
      }
      if (b < ' ') {
        if (b >= 0) {
          return null;
        }
        isAscii = false;
      }
    }
    next = end;
    if (isAscii) {
      return new String(json, start, end - start, StandardCharsets.ISO_8859_1);
    }
    return decoded(json, start, end);
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
