package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/**
 * A request in JSON, told by fields of the object itself or of one within it: {@code request},
 * {@code req}, {@code res}, {@code httpRequest}. Half an object is read as far as it goes.
 */
final class JsonAccess {
  private static final int FAR_ENOUGH = 4_096;

  private final String line;
  private final int start;
  private final int end;
  private final NamedRequest request;
  private int depth;
  private boolean isTold;

  JsonAccess(String line, int start) {
    this.line = line;
    this.start = start;
    end = Math.min(line.length(), start + FAR_ENOUGH);
    request = new NamedRequest(line);
  }

  @Nullable Access read() {
    boolean key = true;
    for (int at = start; at < end; at++) {
      switch (line.charAt(at)) {
        case '"' -> {
          int close = JsonLevel.closing(line, at + 1, end);
          at = key && isRead() ? field(at + 1, close) : close;
          key = false;
        }
        case '{', '[' -> {
          depth++;
          key = true;
        }
        case '}', ']' -> depth--;
        case ',' -> key = true;
        default -> {}
      }
    }
    return request.request();
  }

  private boolean isRead() {
    return depth == 1 || (depth == 2 && isTold);
  }

  /** Takes a field in; gives the place of its last character, or the one before its object. */
  private int field(int from, int close) {
    AccessField field = AccessField.of(line, from, close);
    int at = close + 1;
    while (at < end && (line.charAt(at) == ':' || line.charAt(at) == ' ')) {
      at++;
    }
    if (at >= end) {
      return at;
    }
    char c = line.charAt(at);
    if (c == '{' || c == '[') {
      isTold =
          (depth == 2 && isTold) || field == AccessField.REQUEST || field == AccessField.RESPONSE;
      if (depth == 1 && field == AccessField.REQUEST) {
        request.nested();
      }
      return at - 1;
    }
    boolean quoted = c == '"';
    int begin = quoted ? at + 1 : at;
    int to = quoted ? JsonLevel.closing(line, begin, end) : scalarEnd(begin);
    if (field != null) {
      request.take(field, begin, to);
    }
    return quoted ? to : to - 1;
  }

  private int scalarEnd(int from) {
    int at = from;
    while (at < end && ",}] ".indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
