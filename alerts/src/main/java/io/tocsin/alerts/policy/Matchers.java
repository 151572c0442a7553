package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions that must all be met. */
public record Matchers(List<Matcher> all) {
  /** Fits everything. */
  public static final Matchers ANY = new Matchers(List.of());

  public Matchers {
    all = List.copyOf(all);
  }

  /**
   * Reads a line of them, with spaces between.
   *
   * @throws IllegalArgumentException that says what to write, at the first that is wrong
   */
  public static Matchers parse(String line) {
    return new Matchers(
        Arrays.stream(line.strip().split("\\s+"))
            .filter(text -> !text.isEmpty())
            .map(Matcher::parse)
            .toList());
  }

  /** Reads what another version may have written: a condition that nobody knows is never met. */
  static Matchers read(List<String> texts) {
    List<Matcher> all = new ArrayList<>();
    for (String text : texts) {
      try {
        all.add(Matcher.parse(text));
      } catch (IllegalArgumentException e) {
        all.add(new Matcher(text, false, List.of()));
      }
    }
    return new Matchers(all);
  }

  /** Whether the incident meets all. */
  public boolean fit(Incident incident, Labels labels) {
    return all.stream().allMatch(matcher -> matcher.fits(incident, labels));
  }

  /** As they were written. */
  public List<String> texts() {
    return all.stream().map(Matcher::toString).toList();
  }

  @Override
  public String toString() {
    return all.stream().map(Matcher::toString).collect(Collectors.joining(" "));
  }
}
