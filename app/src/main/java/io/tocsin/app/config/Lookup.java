package io.tocsin.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the text of a key in the sources, and keeps what was wrong and where things came from. */
final class Lookup {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Sources sources;
  private final Node.Mapping root;
  private final List<Problem> problems;
  private final Map<String, Configuration.Entry> report;

  Lookup(Sources sources, List<Problem> problems) {
    this(sources, problems, new LinkedHashMap<>());
  }

  private Lookup(Sources sources, List<Problem> problems, Map<String, Configuration.Entry> report) {
    this.sources = sources;
    this.report = report;
    this.problems = problems;
    this.root =
        sources.file().map(file -> YamlFile.read(file, problems::add)).orElse(Node.Mapping.EMPTY);
  }

  /** Another file's lookup, whose problems and origins join these. */
  Lookup sharing(Sources other) {
    return new Lookup(other, problems, report);
  }

  Map<String, String> environment() {
    return sources.environment();
  }

  Node.Mapping root() {
    return root;
  }

  List<Problem> problems() {
    return problems;
  }

  Map<String, Configuration.Entry> report() {
    return report;
  }

  /** The value of a key: option, else environment, else file, else its default. */
  <T> Optional<T> value(Key<T> key) {
    Found found = find(key);
    T value = found.text().isEmpty() ? null : parse(key, found);
    report(key.path(), found.text(), found.place());
    return Optional.ofNullable(value);
  }

  /** Whether a person gave the key, anywhere. */
  boolean isGiven(Key<?> key) {
    return !find(key).place().equals(Origin.DEFAULT.place());
  }

  void report(String path, String shown, String place) {
    report.put(path, new Configuration.Entry(path, shown, new Origin(place)));
  }

  void problem(Node node, String path, String what, String mend) {
    problems.add(new Problem(place(node), path, what, mend));
  }

  String place(Node node) {
    return sources.file().map(file -> file + ":" + node.line()).orElse("?");
  }

  Optional<Sources.Option> option(String path) {
    return Optional.ofNullable(sources.options().get(path));
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(sources.environment().get(name)).filter(text -> !text.isBlank());
  }

  /** The node at a path such as {@code engine.tls.ca}; sections that are none are said once. */
  Optional<Node> node(String path) {
    Node node = root;
    for (String part : path.split("\\.", -1)) {
      if (!(node instanceof Node.Mapping mapping) || mapping.entries().get(part) == null) {
        return Optional.empty();
      }
      node = mapping.entries().get(part);
    }
    return Optional.of(node);
  }

  /** A scalar's text with {@code ${VARIABLE}} replaced; empty, and said, if it is no scalar. */
  Optional<String> text(Node node, String path) {
    if (!(node instanceof Node.Scalar scalar)) {
      problem(node, path, "is " + node.kind() + ", not a single value", "Write one value");
      return Optional.empty();
    }
    Matcher matcher = VARIABLE.matcher(scalar.text());
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!sources.environment().containsKey(name)) {
        problem(node, path, "needs the environment variable " + name, "Set it, or write $" + name);
      }
      matcher.appendReplacement(
          text, Matcher.quoteReplacement(sources.environment().getOrDefault(name, "")));
    }
    return Optional.of(matcher.appendTail(text).toString());
  }

  private Found find(Key<?> key) {
    Optional<Sources.Option> option = option(key.path());
    if (option.isPresent()) {
      return new Found(option.get().texts().get(0), option.get().name());
    }
    Optional<String> variable = variable(key.environment());
    if (variable.isPresent()) {
      return new Found(variable.get(), key.environment());
    }
    Optional<Node> node = node(key.path());
    Optional<String> text = node.flatMap(found -> text(found, key.path()));
    return text.isPresent() && !text.get().isBlank()
        ? new Found(text.get(), place(node.orElseThrow()))
        : new Found(key.fallback(), Origin.DEFAULT.place());
  }

  private <T> @org.jspecify.annotations.Nullable T parse(Key<T> key, Found found) {
    try {
      return key.parser().apply(found.text());
    } catch (IllegalArgumentException e) {
      problems.add(
          new Problem(
              found.place(),
              key.path(),
              "\"" + found.text() + "\" does not fit",
              "Write " + e.getMessage()));
      return null;
    }
  }

  List<String> texts(Node.Items items, String path) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < items.items().size(); i++) {
      text(items.items().get(i), path + '[' + i + ']').ifPresent(texts::add);
    }
    return texts;
  }

  private record Found(String text, String place) {}
}
