package io.tocsin.streams.scenario;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a scenario went.
 *
 * @param lines what was expected and what came, in the order of time
 */
public record Outcome(String scenario, List<Line> lines) {
  public Outcome {
    lines = List.copyOf(lines);
  }

  public boolean isAsExpected() {
    return lines.stream().allMatch(line -> line.kind() == Kind.AS_EXPECTED);
  }

  Outcome and(List<Line> more) {
    return new Outcome(scenario, Stream.concat(lines.stream(), more.stream()).toList());
  }

  /** What can be said of a finding that was expected, or that came. */
  public enum Kind {
    AS_EXPECTED("as expected"),
    MISSING("missing"),
    UNEXPECTED("unexpected"),
    FORBIDDEN("forbidden");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * One line of the comparison.
   *
   * @param finding as it would be written in a scenario
   * @param note what else there is to say: what came instead, or the finding's summary
   */
  public record Line(Kind kind, String finding, String note) {
    @Override
    public String toString() {
      return "%-12s %s%s".formatted(kind, finding, note.isEmpty() ? "" : "  (" + note + ")");
    }
  }

  /** All that was not as expected, for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scenario);
    lines.forEach(line -> text.append("\n  ").append(line));
    return text.toString();
  }
}
