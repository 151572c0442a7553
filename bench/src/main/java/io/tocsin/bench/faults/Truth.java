package io.tocsin.bench.faults;

import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.List;

/**
 * A fault, what was true of it and what was told, as it is written for others to read.
 *
 * @param cause empty for the engine
 * @param incidents their ids
 * @param named the causes that these incidents named
 */
record Truth(
    String stack,
    String shape,
    String declared,
    String kind,
    String cause,
    List<String> hits,
    Instant at,
    Instant cleared,
    List<String> incidents,
    List<String> named,
    boolean first,
    boolean amongThree,
    List<String> missing,
    List<String> surplus) {

  static List<Truth> of(Scores scores) {
    return scores.outcomes().stream().map(Truth::of).toList();
  }

  private static Truth of(Outcome outcome) {
    Fault fault = outcome.fault();
    return new Truth(
        fault.stack().name(),
        fault.stack().shape(),
        fault.stack().declaration(),
        fault.plan().kind().wireName(),
        fault.plan().cause(),
        fault.plan().hits(),
        fault.at(),
        fault.cleared(),
        outcome.incidents().stream().map(Incident::id).toList(),
        outcome.incidents().stream().map(incident -> incident.cause().service()).toList(),
        outcome.isFirst(),
        outcome.isAmongThree(),
        outcome.missing(),
        outcome.surplus());
  }
}
