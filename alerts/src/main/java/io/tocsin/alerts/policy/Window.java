package io.tocsin.alerts.policy;

import java.util.Set;

/**
 * A time in which incidents wait.
 *
 * @param name what people call it
 * @param kind how its reason begins
 * @param match which incidents
 * @param receivers for whom; empty for all
 */
public record Window(String name, Kind kind, Times times, Matchers match, Set<String> receivers) {
  public Window {
    receivers = Set.copyOf(receivers);
  }

  boolean concerns(Question question) {
    boolean isForThem = receivers.isEmpty() || receivers.contains(question.situation().receiver());
    return isForThem && question.fits(match);
  }

  /** What it is for. */
  public enum Kind {
    /** Every week. */
    MUTE(Verdict.MUTED, "mute time"),
    /** Once. */
    MAINTENANCE(Verdict.MAINTENANCE, "maintenance");

    private final Verdict verdict;
    private final String word;

    Kind(Verdict verdict, String word) {
      this.verdict = verdict;
      this.word = word;
    }

    Verdict verdict() {
      return verdict;
    }

    String word() {
      return word;
    }
  }
}
