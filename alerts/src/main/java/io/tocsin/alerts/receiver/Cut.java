package io.tocsin.alerts.receiver;

import java.util.function.IntFunction;

/** Cuts text to a receiver's limits, between characters and never within one or its escape. */
public final class Cut {
  private static final String MARK = "…";

  private Cut() {}

  /** At most so many UTF-16 units; a cut is shown by an ellipsis. */
  public static String to(int limit, String text) {
    return to(limit, text, Character::toString);
  }

  /**
   * The escaped text, at most so many UTF-16 units long; a cut is shown by an ellipsis.
   *
   * @param escape what is written for a code point
   */
  public static String to(int limit, String text, IntFunction<String> escape) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), limit) + 16);
    int lastRoomForMark = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      out.append(escape.apply(text.codePointAt(i)));
      if (out.length() > limit) {
        return out.substring(0, lastRoomForMark) + MARK;
      }
      if (out.length() <= limit - MARK.length()) {
        lastRoomForMark = out.length();
      }
    }
    return out.toString();
  }
}
