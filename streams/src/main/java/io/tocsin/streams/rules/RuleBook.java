package io.tocsin.streams.rules;

import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** Exactly the rules that are written there, as {@link #tree} wrote them. */
  public static Reading ofTree(Map<String, ?> tree) {
    return new RuleBook(List.of()).with(tree);
  }

  /** Everything about the rules as it would be written in a file, standard values too. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("detector", rule.type().name());
      rule.parameters().forEach(each -> values.put(each.name(), each.format(rule.value(each))));
      if (!rule.where().isAny()) {
        values.put("where", rule.where().tree());
      }
      tree.put(rule.name(), values);
    }
    return tree;
  }

  /** What is different in other rules, a line each, for people. */
  public List<String> changesTo(RuleBook other) {
    Map<String, Object> before = tree();
    Map<String, Object> after = other.tree();
    List<String> changes = new ArrayList<>();
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> changes.add(name + " is not in force any more"));
    after.forEach((name, values) -> changes(name, before.get(name), (Map<?, ?>) values, changes));
    return changes;
  }

  private static void changes(
      String name, @Nullable Object before, Map<?, ?> after, List<String> changes) {
    if (!(before instanceof Map<?, ?> old)) {
      changes.add(name + " is new");
      return;
    }
    Set<Object> keys = new LinkedHashSet<>(after.keySet());
    keys.addAll(old.keySet());
    for (Object key : keys) {
      if (!Objects.equals(old.get(key), after.get(key))) {
        changes.add("%s.%s: %s → %s".formatted(name, key, old.get(key), after.get(key)));
      }
    }
  }

  /** The rules that are fed from a source, in their order. */
  public List<Rule> of(DetectorType.Source source) {
    return rules.stream().filter(rule -> rule.type().input().sources().contains(source)).toList();
  }
}
