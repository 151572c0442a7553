package io.tocsin.app.config;

import io.tocsin.streams.rules.RuleBook;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has the rules read by those who know them, and puts lines to what they find wrong. */
final class RulesReader {
  private static final String SECTION = "rules";

  private final Lookup lookup;

  RulesReader(Lookup lookup) {
    this.lookup = lookup;
  }

  /** The rules of the configuration, and those of a file of their own on top. */
  RuleBook read(Node.Mapping section, Optional<Path> file) {
    RuleBook rules = read(section, RuleBook.standard());
    return file.map(path -> ofFile(path).read(rules)).orElse(rules);
  }

  /** A file of rules is a configuration that has nothing but rules. */
  private RulesReader ofFile(Path file) {
    Sources sources = new Sources(Map.of(), lookup.environment(), Optional.of(file));
    return new RulesReader(lookup.sharing(sources));
  }

  private RuleBook read(RuleBook below) {
    UnknownKeys.check(lookup, lookup.root(), "", List.of(SECTION));
    Node section = lookup.root().entries().get(SECTION);
    if (section instanceof Node.Mapping mapping) {
      return read(mapping, below);
    }
    if (section != null) {
      lookup.problem(section, SECTION, "is " + section.kind() + ", not a section", "Indent rules");
    }
    return below;
  }

  private RuleBook read(Node.Mapping section, RuleBook below) {
    Map<String, Object> tree = new LinkedHashMap<>();
    section
        .entries()
        .forEach(
            (name, node) -> {
              tree.put(name, PlainValues.of(node, lookup, SECTION + '.' + name));
              report(SECTION + '.' + name, node);
            });
    RuleBook.Reading reading = below.with(tree);
    reading.problems().forEach(this::add);
    return reading.book();
  }

  private void add(RuleBook.Problem problem) {
    String place = place(problem.path());
    lookup.problems().add(new Problem(place, problem.path(), problem.message(), problem.mend()));
  }

  /** The line of what is wrong, or of the nearest thing around it. */
  private String place(String path) {
    Optional<Node> node = lookup.node(path);
    int dot = path.lastIndexOf('.');
    return node.map(lookup::place)
        .orElseGet(() -> dot < 0 ? SECTION : place(path.substring(0, dot)));
  }

  private void report(String path, Node node) {
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach((key, value) -> report(path + '.' + key, value));
    } else if (node instanceof Node.Scalar scalar) {
      lookup.report(path, scalar.text(), lookup.place(node));
    }
  }
}
