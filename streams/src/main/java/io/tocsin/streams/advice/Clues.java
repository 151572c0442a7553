package io.tocsin.streams.advice;

import io.tocsin.streams.detect.Recent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program's own last words ask for. The first that say something win. */
final class Clues {
  private static final int MOST = 2;
  private static final Pattern SOURCE =
      Pattern.compile("File \"([^\"]+)\", line (\\d+)|at .*\\((/[^():]+):(\\d+)");

  private static final List<Clue> CLUES = new ArrayList<>();

  static {
    CLUES.addAll(CodeClues.ALL);
    CLUES.addAll(ResourceClues.ALL);
    CLUES.addAll(ConnectionClues.ALL);
  }

  private static final int MOST_SILENT = 1_024;

  /** An incident's lines are read anew whenever it is told; most say nothing, each time. */
  private final Recent<String, Boolean> silent = new Recent<>(MOST_SILENT);

  /**
   * A line that says what is wrong, and what to do then.
   *
   * @param answer empty text if it says nothing after all
   */
  record Clue(Pattern pattern, Answer answer) {
    static Clue of(String pattern, Answer answer) {
      return new Clue(Pattern.compile(pattern), answer);
    }
  }

  /** Advice on a line. */
  @FunctionalInterface
  interface Answer {
    String to(Matcher line, Context context);
  }

  /**
   * What a line is read with.
   *
   * @param lines all of them, oldest first
   */
  record Context(Place place, List<String> lines) {
    String service() {
      return place.service();
    }

    /** The last place in the source that was named; empty for none. */
    String source() {
      String found = "";
      for (String line : lines) {
        Matcher matcher = SOURCE.matcher(line);
        if (matcher.find()) {
          found =
              matcher.group(1) != null
                  ? "%s, line %s".formatted(matcher.group(1), matcher.group(2))
                  : "%s, line %s".formatted(matcher.group(3), matcher.group(4));
        }
      }
      return found;
    }

    /** {@code " (asked for in /app/x.py, line 3)"}, or nothing. */
    String askedIn() {
      return source().isEmpty() ? "" : " (asked for in %s)".formatted(source());
    }

    String image() {
      return place.image();
    }
  }

  /** At most two pieces of advice, from the last lines first. */
  List<String> of(Context context) {
    Set<String> advice = new LinkedHashSet<>();
    List<String> lines = context.lines();
    for (int i = lines.size() - 1; i >= 0 && advice.size() < MOST; i--) {
      String found = first(lines.get(i), context);
      if (!found.isEmpty()) {
        advice.add(found);
      }
    }
    return List.copyOf(advice);
  }

  private String first(String line, Context context) {
    if (silent.containsKey(line)) {
      return "";
    }
    boolean isSilent = true;
    for (Clue clue : CLUES) {
      Matcher matcher = clue.pattern().matcher(line);
      if (matcher.find()) {
        isSilent = false;
        String answer = clue.answer().to(matcher, context);
        if (!answer.isEmpty()) {
          return answer;
        }
      }
    }
    if (isSilent) {
      silent.put(line, true);
    }
    return "";
  }

  /** The first group that is there. */
  static String group(Matcher matcher) {
    for (int i = 1; i <= matcher.groupCount(); i++) {
      if (matcher.group(i) != null) {
        return matcher.group(i);
      }
    }
    return "";
  }
}
