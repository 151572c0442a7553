package io.tocsin.streams.detect.deprecation;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "What will break with the next update is written in the logs for months, where nobody "
              + "looks as long as it works.",
          "Lines that warn of a deprecation, as Python, Node.js, npm, Java, Ruby, PHP, PostgreSQL, "
              + "nginx, Docker and Kubernetes write them, are counted by template. The word must "
              + "be said of something: in addresses, paths, names and debug logging it does not "
              + "count. A digest comes after gather when there is a new kind, then every period, "
              + "and it is over after a period without any.",
          "Metwally, Agrawal and El Abbadi, ICDT 2005 (the most frequent in bounded memory)",
          "backend: 1,204 deprecation warnings of 3 kinds, most of them: 1,190 × "
              + "DeprecationWarning: datetime.utcnow() is deprecated. It is shown, and pages nobody.");

  private About() {}
}
