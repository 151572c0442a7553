package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/** {@code method=GET path=/orders status=200 duration=12ms}. */
final class LogfmtAccess {
  private static final int FAR_ENOUGH = 2_048;

  private final String line;
  private final int start;
  private final NamedRequest request;

  LogfmtAccess(String line, int start) {
    this.line = line;
    this.start = start;
    request = new NamedRequest(line);
  }

  @Nullable Access read() {
    int end = Math.min(line.length(), start + FAR_ENOUGH);
    int word = start;
    for (int at = start; at < end; at++) {
      char c = line.charAt(at);
      if (c == '=') {
        at = value(word, at, end);
        word = at + 1;
      } else if (c == ' ') {
        word = at + 1;
      }
    }
    return request.request();
  }

  private int value(int word, int equals, int end) {
    int from = equals + 1;
    boolean quoted = from < end && line.charAt(from) == '"';
    int to = quoted ? from + 1 : from;
    char last = quoted ? '"' : ' ';
    while (to < end && line.charAt(to) != last) {
      to++;
    }
    AccessField field = AccessField.of(line, word, equals);
    if (field != null) {
      request.take(field, quoted ? from + 1 : from, to);
    }
    return to;
  }
}
