package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/**
 * What a log line says, without what a structured logger writes around it: the message of a JSON
 * object or of logfmt's pairs, and the error that it carries. Any other line is its own message.
 */
final class Message {
  private static final String[] MESSAGES = {"msg=", "message=", "event="};
  private static final String[] ERRORS = {"error=", "err=", "exception="};

  /** Messages are told apart long before. */
  private static final int LONGEST = 600;

  private Message() {}

  static String of(String line) {
    int start = LevelReader.skipDecoration(line, 0);
    String told = null;
    if (start < line.length() && line.charAt(start) == '{') {
      told = new JsonMessage(line, start).read();
    } else if (isLogfmt(line, start)) {
      told = joined(pair(line, start, MESSAGES), pair(line, start, ERRORS));
    }
    return told == null ? line : told;
  }

  /** The message, and after a colon the error where the message does not tell it already. */
  static @Nullable String joined(@Nullable String message, @Nullable String error) {
    if (message == null || message.isBlank()) {
      return error == null || error.isBlank() ? null : error;
    }
    boolean more = error != null && !error.isBlank() && !message.contains(error);
    return more ? message + ": " + error : message;
  }

  /** Whether the line begins with {@code key=}. */
  private static boolean isLogfmt(String line, int start) {
    int end = LevelReader.wordEnd(line, start, Math.min(line.length(), start + 40));
    return end > start && end < line.length() && line.charAt(end) == '=';
  }

  /** The value of the first of these keys that the line has. */
  private static @Nullable String pair(String line, int start, String[] keys) {
    for (String key : keys) {
      int at = line.indexOf(key, start);
      while (at > start && line.charAt(at - 1) > ' ') {
        at = line.indexOf(key, at + 1);
      }
      if (at >= 0) {
        return value(line, at + key.length());
      }
    }
    return null;
  }

  private static String value(String line, int from) {
    int end = Math.min(line.length(), from + LONGEST);
    if (from < end && line.charAt(from) == '"') {
      return unescaped(line, from + 1, JsonLevel.closing(line, from + 1, end));
    }
    int to = from;
    while (to < end && line.charAt(to) > ' ') {
      to++;
    }
    return line.substring(from, to);
  }

  /** The first line of a quoted text, of bounded length; of a Python traceback the last. */
  static String unescaped(String line, int from, int to) {
    int begin = line.startsWith("Traceback", from) ? lastLine(line, from, to) : from;
    StringBuilder text = new StringBuilder();
    for (int at = begin; at < to && text.length() < LONGEST; at++) {
      char c = line.charAt(at);
      if (c != '\\' || at + 1 == to) {
        text.append(c);
        continue;
      }
      char escaped = line.charAt(++at);
      if (escaped == 'n' || escaped == 'r') {
        break;
      }
      if (escaped == 'u') {
        text.append('?');
        at += 4;
      } else {
        text.append(escaped == 't' ? ' ' : escaped);
      }
    }
    return text.toString();
  }

  private static int lastLine(String line, int from, int to) {
    int end = line.startsWith("\\n", to - 2) ? to - 2 : to;
    int last = line.lastIndexOf("\\n", end - 1);
    return last < from ? from : last + 2;
  }
}
