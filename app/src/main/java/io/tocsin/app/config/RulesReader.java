package io.tocsin.app.config;

import io.tocsin.streams.rules.RuleBook;
import java.util.LinkedHashMap;
import java.util.Map;

/** Has the rules read by those who know them, and puts lines to what they find wrong. */
final class RulesReader {
  private final Lookup lookup;

  RulesReader(Lookup lookup) {
    this.lookup = lookup;
  }

  RuleBook read(Node.Mapping section) {
    Map<String, Object> tree = new LinkedHashMap<>();
    section
        .entries()
        .forEach(
            (name, node) -> {
              tree.put(name, PlainValues.of(node, lookup, "rules." + name));
              report("rules." + name, node);
            });
    RuleBook.Reading reading = RuleBook.read(tree);
    reading.problems().forEach(this::add);
    return reading.book();
  }

  private void add(RuleBook.Problem problem) {
    String place = lookup.node(problem.path()).map(lookup::place).orElse("rules");
    lookup.problems().add(new Problem(place, problem.path(), problem.message(), problem.mend()));
  }

  private void report(String path, Node node) {
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach((key, value) -> report(path + '.' + key, value));
    } else if (node instanceof Node.Scalar scalar) {
      lookup.report(path, scalar.text(), lookup.place(node));
    }
  }
}
