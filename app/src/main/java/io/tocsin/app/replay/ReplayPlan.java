package io.tocsin.app.replay;

import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import java.time.Instant;
import java.util.Optional;

/**
 * What a replay is to do.
 *
 * @param rules for all time; empty for those that were in force at the records' time
 * @param standard where the record does not say which were in force
 * @param from incidents that were over before are left out; what is recorded before warms up
 * @param to what is recorded later is left out
 * @param threads how many share the detectors; the outcome does not hang on it
 * @param speed times as fast as it was; 0 for as fast as it goes
 */
public record ReplayPlan(
    Optional<RuleBook> rules,
    RuleBook standard,
    Dependencies depends,
    Instant from,
    Instant to,
    int threads,
    double speed) {

  /** All there is, under the rules of its time, as fast as it goes. */
  public static ReplayPlan of(RuleBook standard, Dependencies depends) {
    int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    return new ReplayPlan(
        Optional.empty(), standard, depends, Instant.MIN, Instant.MAX, threads, 0);
  }

  /** The same under rules that hold for all time. */
  public ReplayPlan under(RuleBook others) {
    return new ReplayPlan(Optional.of(others), standard, depends, from, to, threads, speed);
  }
}
