package io.tocsin.streams.detect.telemetrygap;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "Silence because nothing was seen must not be taken for health.",
          "A gap marker of the collector: telemetry that was lost and cannot be "
              + "repaired. Of samples only those lost from the spool count; one or two "
              + "missed samples hide nothing.",
          "The collector's own account of what it could not read or keep.",
          "At least 12,000 log lines of web1 over 4 min were lost: the broker was away "
              + "and the spool was full.");

  private About() {}
}
