package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/**
 * Finds the request in a line of an access log: in one pass over the beginning of the line for what
 * such a line must have, and only then by the format.
 */
final class AccessReader {
  /** A request stands early in its line. */
  private static final int FAR_ENOUGH = 400;

  private AccessReader() {}

  static @Nullable Access read(String line) {
    int start = LevelReader.skipDecoration(line, 0);
    if (start >= line.length()) {
      return null;
    }
    if (line.charAt(start) == '{') {
      return new JsonAccess(line, start).read();
    }
    if (line.startsWith("[GIN]", start)) {
      return PlainRequest.gin(line, start);
    }
    return scan(line, start, Math.min(line.length(), start + FAR_ENOUGH) - 1);
  }

  /** Goes from one place where a request may stand to the next; most lines have none. */
  private static @Nullable Access scan(String line, int start, int end) {
    // What searches does not know how far is far enough.
    String head = line.length() <= FAR_ENOUGH ? line : line.substring(0, end + 1);
    int quote = next(head, '"', start, end);
    int path = blank(head, start, end);
    int equals = next(head, '=', start, end);
    while (true) {
      int at = Math.min(quote, Math.min(path, equals));
      if (at >= end) {
        return null;
      }
      Access found = null;
      if (at == quote) {
        found = QuotedRequest.at(line, at);
        quote = next(head, '"', at + 1, end);
      } else if (at == path) {
        found = PlainRequest.before(line, start, at);
        path = blank(head, at + 1, end);
      } else if (endsMethod(line, start, at)) {
        return new LogfmtAccess(line, start).read();
      } else {
        equals = next(head, '=', at + 1, end);
      }
      if (found != null) {
        return found;
      }
    }
  }

  private static int next(String line, char c, int from, int end) {
    int at = line.indexOf(c, from);
    return at < 0 ? end : at;
  }

  /** The blank before a path. */
  private static int blank(String line, int from, int end) {
    int at = line.indexOf(" /", from);
    return at < 0 ? end : at;
  }

  private static boolean endsMethod(String line, int start, int equals) {
    return equals - start >= 6 && line.startsWith("method", equals - 6);
  }
}
