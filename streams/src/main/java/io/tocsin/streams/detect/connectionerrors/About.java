package io.tocsin.streams.detect.connectionerrors;

import io.tocsin.streams.detect.Explanation;

/** What people are told of this detector. */
final class About {
  static final Explanation EXPLANATION =
      new Explanation(
          "Whoever suffers names whom it suffers from: could not connect to db:5432. So stacks "
              + "in which nobody has declared a dependency tell theirs all the same, and an "
              + "incident shows in a service's own words on whom it waits.",
          "A line that tells of an error or warns, that tells of a connection that failed, a "
              + "name that does not resolve, a time-out or a 5xx answer, and that marks a host: "
              + "by a port, a URL, an address or a word before it. One finding for each host, "
              + "until it has not been named for the time of quiet.",
          "POSIX.1-2017, connect and getaddrinfo (what their errors mean), in the words "
              + "of the usual clients.",
          "backend cannot reach db: could not connect to db:5432: Connection refused. It opens "
              + "nothing by itself; that backend depends on db is remembered for a week.");

  private About() {}
}
