package io.tocsin.streams.detect;

/**
 * What a detector tells people of itself, for its page in the documentation.
 *
 * @param why what is at stake, and why this sign is worth ringing for
 * @param formula how it decides, in words and symbols
 * @param source where the formula comes from; empty where there is nothing to cite
 * @param example an incident as it would be told
 */
public record Explanation(String why, String formula, String source, String example) {
  /** Of a detector that has not been explained yet. */
  public static final Explanation NONE = new Explanation("", "", "", "");

  /** Whether everything that must be said has been said. */
  public boolean isComplete() {
    return !why.isBlank() && !formula.isBlank() && !example.isBlank();
  }
}
