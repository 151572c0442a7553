package io.tocsin.app.config;

/** Whole numbers within bounds, with errors that say the bounds. */
final class Numbers {
  private Numbers() {}

  static int port(String text) {
    return within(text, 0, 65_535);
  }

  static int within(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException ignored) {
      // said below, with the bounds
    }
    throw new IllegalArgumentException("a whole number from " + least + " to " + most);
  }
}
