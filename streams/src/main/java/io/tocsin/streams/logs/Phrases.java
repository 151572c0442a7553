package io.tocsin.streams.logs;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for many phrases at once, in one pass over a text: one after the other they would cost a
 * pass each.
 */
final class Phrases {
  private static final int SLOTS = 512;

  /** By the first two letters. */
  private final String[] @Nullable [] bySlot = new String[SLOTS][];

  /** Phrases of two letters or more, to be found as they are written. */
  Phrases(List<String> phrases) {
    for (String phrase : phrases) {
      int slot = slot(phrase.charAt(0), phrase.charAt(1));
      String[] before = bySlot[slot];
      int count = before == null ? 0 : before.length;
      String[] after = before == null ? new String[1] : Arrays.copyOf(before, count + 1);
      after[count] = phrase;
      bySlot[slot] = after;
    }
  }

  /** Whether any of them stands in the text. */
  boolean isIn(String text) {
    int last = text.length() - 1;
    for (int at = 0; at < last; at++) {
      String[] alike = bySlot[slot(text.charAt(at), text.charAt(at + 1))];
      if (alike != null && begins(text, at, alike)) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(String text, int at, String[] phrases) {
    for (String phrase : phrases) {
      if (text.startsWith(phrase, at)) {
        return true;
      }
    }
    return false;
  }

  private static int slot(char first, char second) {
    return ((first << 4) ^ second) & (SLOTS - 1);
  }
}
