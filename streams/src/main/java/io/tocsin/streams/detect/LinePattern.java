package io.tocsin.streams.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A person's own regular expression, in RE2's syntax, which takes time in proportion to the line
 * and never more: no expression can hold the detectors up.
 */
public final class LinePattern {
  private static final int LONGEST_LINE = 4_096;
  private static final int LONGEST_PATTERN = 1_000;

  private final Pattern pattern;

  /**
   * Reads a regular expression.
   *
   * @throws IllegalArgumentException if it is none
   */
  public LinePattern(String text) {
    if (text.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException("longer than " + LONGEST_PATTERN + " characters");
    }
    try {
      pattern = Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The text itself, if it is a regular expression or empty. */
  static String checked(String text) {
    return text.isEmpty() ? text : new LinePattern(text).pattern.pattern();
  }

  /** What was found: the whole match, and what the group holds (null if there is no such). */
  public record Match(String whole, @Nullable String group) {}

  /**
   * Looks for it in a line.
   *
   * @param group its name or number; empty for the first
   * @return null if it is not there
   */
  public @Nullable Match find(String line, String group) {
    String looked = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    Matcher matcher = pattern.matcher(looked);
    return matcher.find() ? new Match(matcher.group(), group(matcher, group)) : null;
  }

  private static @Nullable String group(Matcher matcher, String group) {
    if (group.isEmpty()) {
      return matcher.groupCount() == 0 ? null : matcher.group(1);
    }
    try {
      int number = Integer.parseInt(group);
      return number > matcher.groupCount() ? null : matcher.group(number);
    } catch (NumberFormatException e) {
      return named(matcher, group);
    }
  }

  private static @Nullable String named(Matcher matcher, String group) {
    try {
      return matcher.group(group);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
