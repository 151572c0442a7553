package io.tocsin.bench.storm;

import java.util.List;

/** What a storm has shown. */
record StormOutcome(List<Row> rows, int kills, long residentMib) {
  StormOutcome {
    rows = List.copyOf(rows);
  }

  /**
   * One receiver's.
   *
   * @param requests all that came
   * @param taken what it accepted
   * @param ended of how many incidents it knows the end
   * @param buried incidents in its dead letters
   * @param lost neither of the two
   * @param unresolved told that they began, and never that they are over
   * @param seconds from the record to the receiver's yes, of openings that were told
   * @param doneAfter so many seconds after the last record it knew all
   */
  record Row(
      String receiver,
      int requests,
      int taken,
      int ended,
      long buried,
      List<String> lost,
      List<String> unresolved,
      Doubles doubles,
      Breaches breaches,
      List<Double> seconds,
      double doneAfter) {
    Row {
      lost = List.copyOf(lost);
      unresolved = List.copyOf(unresolved);
      seconds = List.copyOf(seconds);
    }
  }

  /**
   * Posts that were taken a second time, all under the id of the first.
   *
   * @param byKill the notifier was killed between the receiver's yes and the ledger's entry
   * @param unanswered the receiver had taken it and not said so
   * @param unexplained neither
   * @param longestWindowMillis the longest time between a yes and the kill that made it a double
   */
  record Doubles(int byKill, int unanswered, int unexplained, long longestWindowMillis) {}

  /**
   * Posts against the rules.
   *
   * @param early before the wait was over that the receiver had asked for, in the same life
   * @param earlyAfterKill the same, of a notifier that did not live when it was asked
   * @param disorderly an older revision after a newer one
   * @param elsewhere where a redirect led
   */
  record Breaches(int early, int earlyAfterKill, int disorderly, int elsewhere) {}
}
