package io.tocsin.streams.detect.logpattern;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "You know your system: a line that says that four of five fixes were applied at "
              + "the start tells you more than any statistics.",
          "At least matches lines within the window hold the pattern, and the number in its "
              + "group is as when says.",
          "Cox, Regular Expression Matching Can Be Simple And Fast, 2007 (why no pattern "
              + "can hold the detectors up).",
          "app wrote what rule startup-fixes looks for: 4/5 startup fixes applied.");

  private About() {}
}
