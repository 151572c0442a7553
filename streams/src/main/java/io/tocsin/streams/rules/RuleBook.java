package io.tocsin.streams.rules;

import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules in force: every detector of the catalogue under its own name, changed and added to by
 * what people wrote.
 */
public record RuleBook(List<Rule> rules) {
  public RuleBook {
    rules = List.copyOf(rules);
  }

  /**
   * Something wrong in the rules.
   *
   * @param path where, such as {@code rules.restart-rate.window}
   * @param message what, with the value
   * @param mend what would be right
   */
  public record Problem(String path, String message, String mend) {}

  /** The rules, and all that was wrong with what was written; what was wrong is not in force. */
  public record Reading(RuleBook book, List<Problem> problems) {}

  /** Every detector with its standard values. */
  public static RuleBook standard() {
    return new RuleBook(Catalogue.detectors().stream().<Rule>map(Rule::standard).toList());
  }

  /**
   * Reads the section {@code rules} of a configuration.
   *
   * @param tree rule name → parameter → value, as a YAML reader gives it
   */
  public static Reading read(Map<String, ?> tree) {
    return standard().with(tree);
  }

  /** These rules, changed and added to by others, which are written as in a configuration. */
  public Reading with(Map<String, ?> tree) {
    Map<String, Rule> all = new LinkedHashMap<>();
    rules.forEach(rule -> all.put(rule.name(), rule));
    List<Problem> problems = new ArrayList<>();
    tree.forEach((name, written) -> new RuleReader(name, problems).read(written, all));
    all.values().removeIf(rule -> !Boolean.TRUE.equals(rule.value(Rule.ENABLED)));
    return new Reading(new RuleBook(List.copyOf(all.values())), List.copyOf(problems));
  }

  /** The rules that are fed from a source, in their order. */
  public List<Rule> of(DetectorType.Source source) {
    return rules.stream().filter(rule -> rule.type().input().sources().contains(source)).toList();
  }
}
