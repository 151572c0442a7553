package io.tocsin.alerts.policy;

import java.time.Duration;
import java.util.Set;

/**
 * Who is told only of what nobody has acknowledged in time.
 *
 * @param after how long after it was seen
 * @param to the receivers' names
 * @param match of which incidents; of others they are told as ever
 */
public record Escalation(Duration after, Set<String> to, Matchers match) {
  public Escalation {
    to = Set.copyOf(to);
  }

  boolean concerns(Question question) {
    return to.contains(question.situation().receiver()) && question.fits(match);
  }
}
