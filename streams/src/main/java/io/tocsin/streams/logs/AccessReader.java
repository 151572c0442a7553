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

  private static @Nullable Access scan(String line, int start, int end) {
    for (int at = start; at < end; at++) {
      char c = line.charAt(at);
      Access found = null;
      if (c == '"') {
        found = QuotedRequest.at(line, at);
      } else if (c == ' ' && line.charAt(at + 1) == '/') {
        found = PlainRequest.before(line, start, at);
      } else if (c == '=' && endsMethod(line, start, at)) {
        return new LogfmtAccess(line, start).read();
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static boolean endsMethod(String line, int start, int equals) {
    return equals - start >= 6 && line.startsWith("method", equals - 6);
  }
}
