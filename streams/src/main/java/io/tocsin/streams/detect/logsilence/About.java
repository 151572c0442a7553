package io.tocsin.streams.detect.logsilence;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "A process that hangs is running, healthy for all that the engine knows, and "
              + "does nothing. Its log is often the only thing that tells.",
          "Steady is who wrote in nine of ten minutes of the last half hour. Silence longer "
              + "than max(minimum, factor × longest pause of the week, 20 ÷ rate) rings, if "
              + "it goes on for another 30 s and a container runs. Of n pauses of a Poisson "
              + "process the longest is about ln n mean pauses; factor times that has p = "
              + "n^−factor, and no line where 20 should be has p = e^−20.",
          "David and Nagaraja, Order Statistics, 2003, section 10.5 (the longest pause).",
          "worker has not logged for 2 min 30 s; it used to at least every 4 s. Its last "
              + "line: `connecting to broker`.");

  private About() {}
}
