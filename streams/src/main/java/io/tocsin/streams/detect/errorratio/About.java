package io.tocsin.streams.detect.errorratio;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "A service of which every tenth answer is an error can do so for days, and no "
              + "rate of its own past shows it: it has always been so. A share can be told "
              + "as too much without a past.",
          "e ÷ n > ratio over the window, with e ≥ minimum errors among n entries, and "
              + "for ≤ the time from the first error to the last. Errors of a container in "
              + "the grace after its start count as entries only.",
          "Beyer et al., The Site Reliability Workbook, 2018, chapter 5 (the share of "
              + "errors over a window as an alert).",
          "31 % of the log entries of backend are errors: 186 of 600, since 10:04, with "
              + "the release of 10:03 the only change before it.");

  private About() {}
}
