package io.tocsin.streams.detect.newerror;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "The line that explains an outage is often one that was never there before, and it "
              + "drowns among those that always are.",
          "Each error's template (its message without numbers, addresses, paths and quoted "
              + "values; words that were seen to vary are left out too) is remembered for the "
              + "service. One that is not among the last 500 is new, unless the service has been "
              + "known for less than learning. Under another image a template that shares half "
              + "of its words with a known one and names the same exceptions is the old one told "
              + "in other words: 2·|A∩B| ÷ (|A| + |B|) ≥ 0.5. It is new for the time of fresh.",
          "He, Zhu, Zheng and Lyu, Drain, ICWS 2017 (templates, from which the miner differs); "
              + "Dice, Ecology 26, 1945 (the words shared)",
          "an error never seen before: KeyError: 'DATABASE_URL'. It stands in the incident of "
              + "the restart loop that follows, and opens none by itself.");

  private About() {}
}
