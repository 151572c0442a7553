package io.tocsin.streams.graph;

import io.tocsin.telemetry.LearnedDependency;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;

/**
 * A line in which a service named another that it could not reach.
 *
 * @param first when it was seen first
 * @param last when it was seen last
 * @param count how often, the same trouble counted once
 * @param line the line, as it was seen last
 */
record Sighting(Instant first, Instant last, int count, String line) {
  static final Duration KEPT = Duration.ofDays(7);
  private static final Duration SAME_TROUBLE = Duration.ofMinutes(5);
  private static final int LONGEST_LINE = 300;

  /** What doubt is left after the first line, and what each further trouble leaves of it. */
  private static final double DOUBT = 0.2;

  static Sighting of(Instant at, String line) {
    return new Sighting(at, at, 1, cut(line));
  }

  Sighting again(Instant at, String text) {
    Instant begin = at.isBefore(first) ? at : first;
    if (at.isBefore(last)) {
      return new Sighting(begin, last, count, line);
    }
    int more = at.isAfter(last.plus(SAME_TROUBLE)) ? 1 : 0;
    return new Sighting(begin, at, count + more, cut(text));
  }

  LearnedDependency learned(Subject from, Subject to) {
    return new LearnedDependency(
        last, from, to.stack(), to.service(), confidence(), first, last.plus(KEPT), line);
  }

  boolean isOver(Instant now) {
    return last.plus(KEPT).isBefore(now);
  }

  double confidence() {
    return Math.round((1 - DOUBT * Math.pow(0.5, Math.min(20, count - 1))) * 100) / 100.0;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE - 1) + "…";
  }
}
