package io.tocsin.streams.detect.memoryforecast;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "A leak is seen long before it kills, if anybody looks; a quarter of an hour is enough to "
              + "restart at a moment of one's own choosing, and to take a heap dump first.",
          "The lower envelope of the working set (the lowest value from each moment on: what a "
              + "garbage collector gives back is not in it), over 5 minutes, 15 minutes and an hour. "
              + "Its slope is the median of the slopes between all pairs of points; growth must be "
              + "significant (Mann–Kendall, p < 0.01, corrected for neighbours that resemble each "
              + "other), must not be dying away (Aitken's Δ² of its halves), and must, but for the hour, "
              + "be above all that the run has had before. (limit − median of the last five minutes' "
              + "peaks) ÷ slope ≤ within, three times in a row.",
          "P. K. Sen, J. Am. Stat. Assoc. 63 (1968); H. B. Mann, Econometrica 13 (1945); K. H. Hamed, "
              + "A. R. Rao, J. Hydrol. 204 (1998); A. C. Aitken, Proc. R. Soc. Edinb. 46 (1926).",
          "api grows by 21 MiB a minute and meets its memory limit of 1 GiB in about 13 min (12 to "
              + "15). Twenty minutes earlier its image changed from shop:41 to shop:42.");

  private About() {}
}
