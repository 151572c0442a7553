package io.tocsin.streams.templates;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The few places in which two patterns of the same shape have different words, and whether those
 * are places of variables. A word is a variable's value when, all else being equal, several others
 * have been seen in its place; how many it takes depends on how much else there is.
 *
 * @param first the places, in their order; {@value #NO_PLACE} for none
 */
record Difference(int first, int second, int third) {
  private static final int NO_PLACE = -1;

  /** With a variable in this place the difference is hardly one. */
  private static final int ENOUGH_BESIDE_VARIABLE = 2;

  private static final int ENOUGH = 3;

  /** Short messages often differ in the one word that matters. */
  private static final int ENOUGH_IN_SHORT = 5;

  private static final int SHORT = 3;

  /** The first word says what the message is about, as upper case names a state or an error. */
  private static final int ENOUGH_FOR_NAMES = 8;

  /** At least so many words must be left for each that becomes a variable. */
  private static final int WORDS_LEFT_FOR_EACH = 2;

  /** Where two patterns differ; null if nowhere or in too many places. */
  static @Nullable Difference of(Pattern known, Pattern form) {
    int[] places = {NO_PLACE, NO_PLACE, NO_PLACE};
    int found = 0;
    for (int place = 0; place < form.size(); place++) {
      if (!known.isVariable(place) && !known.words()[place].equals(form.words()[place])) {
        if (found == places.length) {
          return null;
        }
        places[found++] = place;
      }
    }
    return found == 0 ? null : new Difference(places[0], places[1], places[2]);
  }

  int size() {
    return second == NO_PLACE ? 1 : third == NO_PLACE ? 2 : 3;
  }

  /** Whether these patterns, which differ from the form in these places only, are one template. */
  boolean isVariable(Pattern form, List<Pattern> others) {
    int left = weightLeft(form);
    if (left < WORDS_LEFT_FOR_EACH * size()) {
      return false;
    }
    return isVariable(first, form, others, left)
        && (second == NO_PLACE || isVariable(second, form, others, left))
        && (third == NO_PLACE || isVariable(third, form, others, left));
  }

  private int weightLeft(Pattern form) {
    String[] words = form.words().clone();
    for (int place : new int[] {first, second, third}) {
      if (place != NO_PLACE) {
        words[place] = Tokens.WILDCARD;
      }
    }
    return new Pattern(words).weight();
  }

  private static boolean isVariable(int place, Pattern form, List<Pattern> others, int left) {
    Set<String> words = new HashSet<>();
    words.add(form.words()[place]);
    others.forEach(other -> words.add(other.words()[place]));
    if (words.stream().anyMatch(word -> Words.isFault(word, 0, word.length()))) {
      return false;
    }
    return words.size() >= enough(place, form, words, left);
  }

  private static int enough(int place, Pattern form, Set<String> words, int left) {
    String[] all = words.toArray(String[]::new);
    if (words.contains(Tokens.WILDCARD)
        || (all.length == 2 && Words.areOpposites(all[0], all[1]))) {
      return ENOUGH_BESIDE_VARIABLE;
    }
    if (place == form.head() || Arrays.stream(all).anyMatch(Words::isCode)) {
      return ENOUGH_FOR_NAMES;
    }
    return left <= SHORT ? ENOUGH_IN_SHORT : ENOUGH;
  }
}
