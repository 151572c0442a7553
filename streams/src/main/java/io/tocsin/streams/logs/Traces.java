package io.tocsin.streams.logs;

/** How uncaught exceptions look where no logger is between them and the stream. */
final class Traces {
  private static final int LONGEST_NAME = 120;

  private static final String[] CRASHES = {
    "Exception in thread ",
    "Unhandled exception",
    "Uncaught ",
    "Unhandled rejection",
    "panic: ",
    "fatal error: ",
    "thread '",
    "PHP Fatal error",
    "PHP Parse error",
    "Fatal error: ",
    "terminate called ",
    "Segmentation fault",
    "Error in `",
  };

  private static final String[] MIDDLES = {
    "Caused by: ",
    "Suppressed: ",
    "Stack trace:",
    "stack backtrace:",
    "goroutine ",
    "created by ",
    "exit status ",
    "[signal SIG",
    "note: run with `RUST_BACKTRACE",
    "PHP Stack trace:",
    "PHP   ",
    "Node.js v",
    "During handling of the above",
    "The above exception was",
    "--- End of ",
  };

  private static final String MIDDLES_BEGIN = "CSsgce[nPNDT-";

  /** Spares most lines the comparisons. */
  private static final String FIRST_LETTERS = "EUpftPFS";

  private Traces() {}

  /**
   * Whether an exception is told at the margin: {@code java.io.IOException: …}, {@code panic: …}.
   */
  static boolean beginsException(String line) {
    return isCrash(line) || isNamed(line) || isRuby(line);
  }

  /** Whether Python says that the next traceback belongs to the last. */
  static boolean chains(String line) {
    return line.startsWith("During handling of the above exception")
        || line.startsWith("The above exception was the direct cause");
  }

  /** Whether a line at the margin can only be the middle or the end of something. */
  static boolean goesOn(String line) {
    char first = line.charAt(0);
    if (first == '}' || first == ']' || first == ')' || first == '^') {
      return line.length() <= 3;
    }
    if (first == '#') {
      return line.length() > 2 && LevelReader.isDigit(line.charAt(1)) && line.indexOf(' ') <= 4;
    }
    if (MIDDLES_BEGIN.indexOf(first) < 0) {
      return false;
    }
    for (String middle : MIDDLES) {
      if (line.startsWith(middle)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a runtime says that it goes down. */
  private static boolean isCrash(String line) {
    if (FIRST_LETTERS.indexOf(line.charAt(0)) < 0) {
      return false;
    }
    for (String crash : CRASHES) {
      if (line.startsWith(crash)) {
        return !crash.equals("thread '") || line.contains("' panicked at");
      }
    }
    return false;
  }

  /** {@code TypeError: …}, {@code com.acme.BrokenException}, {@code Acme::Error (…)}. */
  private static boolean isNamed(String line) {
    int end = 0;
    int bound = Math.min(line.length(), LONGEST_NAME);
    boolean isRuby = false;
    while (end < bound) {
      if (line.startsWith("::", end)) {
        isRuby = true;
        end++;
      } else if (!isNamePart(line.charAt(end))) {
        break;
      }
      end++;
    }
    boolean whole =
        end == line.length()
            || line.charAt(end) == ':'
            || line.startsWith(" [", end)
            || (isRuby && line.startsWith(" (", end));
    return whole && (endsWith(line, end, "Error") || endsWith(line, end, "Exception"));
  }

  /** {@code app.rb:12:in `work': message (RuntimeError)}. */
  private static boolean isRuby(String line) {
    int in = line.length() > 4_096 ? -1 : line.indexOf(":in ");
    return in > 0 && line.endsWith(")") && (line.endsWith("Error)") || line.endsWith("Exception)"));
  }

  private static boolean isNamePart(char c) {
    return LevelReader.isLetter(c) || LevelReader.isDigit(c) || c == '.' || c == '_' || c == '$';
  }

  private static boolean endsWith(String line, int end, String suffix) {
    return end >= suffix.length() && line.startsWith(suffix, end - suffix.length());
  }
}
