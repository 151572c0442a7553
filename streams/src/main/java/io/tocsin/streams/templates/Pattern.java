package io.tocsin.streams.templates;

/**
 * A message's words and signs, with {@link Tokens#WILDCARD} in the places of variables.
 *
 * @param words never to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by the methods below only, in the miner's loop
record Pattern(String[] words) {
  private static final String BLANK = " ";

  /** Reads what {@link #stored} has written. */
  static Pattern of(String stored) {
    String[] words = stored.isEmpty() ? new String[0] : stored.split(BLANK, -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals(Tokens.WILDCARD) ? Tokens.WILDCARD : words[i];
    }
    return new Pattern(words);
  }

  /** Words never have blanks in them. */
  String stored() {
    return String.join(BLANK, words);
  }

  int size() {
    return words.length;
  }

  boolean isVariable(int place) {
    return words[place].equals(Tokens.WILDCARD);
  }

  boolean isSign(int place) {
    return Tokens.isSign(words[place]);
  }

  /** Equal for patterns that have the same signs in the same places. */
  String shape() {
    StringBuilder shape = new StringBuilder(words.length);
    for (String word : words) {
      shape.append(Tokens.isSign(word) ? word.charAt(0) : 'w');
    }
    return shape.toString();
  }

  /** Words that carry meaning: neither variables nor signs, nor the level that all errors state. */
  int weight() {
    int weight = 0;
    for (int place = 0; place < words.length; place++) {
      weight += carriesMeaning(place) ? 1 : 0;
    }
    return weight;
  }

  private boolean carriesMeaning(int place) {
    return !isVariable(place) && !isSign(place) && !Words.isLevel(words[place]);
  }

  int variables() {
    int variables = 0;
    for (int place = 0; place < words.length; place++) {
      variables += isVariable(place) ? 1 : 0;
    }
    return variables;
  }

  /** The place of the first word that is not the level: what the message is about. */
  int head() {
    int place = 0;
    while (place < words.length && (isSign(place) || Words.isLevel(words[place]))) {
      place++;
    }
    return place;
  }

  /** Whether the other, of the same shape, is the same but for this one's variables. */
  boolean covers(Pattern other) {
    for (int place = 0; place < words.length; place++) {
      if (!isVariable(place) && !words[place].equals(other.words[place])) {
        return false;
      }
    }
    return true;
  }

  /** With variables wherever the other, of the same shape, has other words. */
  Pattern generalised(Pattern other) {
    String[] general = words.clone();
    for (int place = 0; place < general.length; place++) {
      if (!general[place].equals(other.words[place])) {
        general[place] = Tokens.WILDCARD;
      }
    }
    return new Pattern(general);
  }

  /** For people: signs close to the words that they belong to. */
  String readable() {
    StringBuilder text = new StringBuilder();
    String before = "(";
    for (String word : words) {
      boolean close = word.length() == 1 && ",;:)]}".contains(word);
      boolean open = before.length() == 1 && "([{=#".contains(before);
      if (!close && !open && !word.equals("=")) {
        text.append(BLANK);
      }
      text.append(word);
      before = word;
    }
    return text.toString();
  }
}
