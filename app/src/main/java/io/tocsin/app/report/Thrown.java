package io.tocsin.app.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the lines of an entry the exception that all began with: the first of a chain where the
 * language tells causes first (Python), the last one where it tells them last ({@code Caused by},
 * and messages that wrap each other).
 */
final class Thrown {
  private static final int LONGEST = 400;
  private static final String CAUSED_BY = "Caused by: ";
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![\\w.])((?:[\\w$]+[.:]{1,2})*[A-Z]\\w*(?:Error|Exception))(?::\\s*(.*))?");

  private @Nullable String first;
  private @Nullable String cause;

  void line(String text) {
    if (text.isEmpty() || text.charAt(0) == ' ' || text.charAt(0) == '\t') {
      return; // a frame, which names classes too
    }
    String line = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    if (line.startsWith(CAUSED_BY)) {
      cause = line.substring(CAUSED_BY.length());
    } else if (first == null) {
      first = innermost(line);
    }
  }

  /** {@code RuntimeError: cannot start: ModuleNotFoundError: …} began with the latter. */
  private static @Nullable String innermost(String line) {
    Matcher matcher = NAMED.matcher(line);
    String found = null;
    int from = 0;
    while (from < line.length() && matcher.find(from)) {
      String message = matcher.group(2);
      found = message == null ? matcher.group(1) : matcher.group(1) + ": " + message;
      from = matcher.end(1) + 1;
    }
    return found;
  }

  @Nullable String root() {
    return cause == null ? first : cause;
  }
}
