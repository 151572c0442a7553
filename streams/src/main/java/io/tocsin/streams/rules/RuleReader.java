package io.tocsin.streams.rules;

import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.rules.RuleBook.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one rule as people write it, and notes all that is wrong with it. */
final class RuleReader {
  private static final String DETECTOR = "detector";
  private static final String WHERE = "where";
  private static final int LONGEST_HINT = 120;

  private final String name;
  private final String path;
  private final List<Problem> problems;

  RuleReader(String name, List<Problem> problems) {
    this.name = name;
    this.path = "rules." + name;
    this.problems = problems;
  }

  void read(Object written, Map<String, Rule> rules) {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      problem(path, "not a usable name for a rule: " + name, "use a-z, 0-9 and -");
    } else if (written instanceof Map<?, ?> values) {
      type(values).ifPresent(type -> rules.put(name, rule(type, values)));
    } else if (written instanceof Boolean on && Catalogue.detector(name).isPresent()) {
      type(Map.of()).ifPresent(type -> rules.put(name, rule(type, Map.of("enabled", on))));
    } else {
      problem(path, "not a list of parameters: " + written, "write it as {window: 10m}");
    }
  }

  private Optional<DetectorType<?, ?>> type(Map<?, ?> values) {
    Object detector = values.containsKey(DETECTOR) ? values.get(DETECTOR) : name;
    Optional<DetectorType<?, ?>> type = Catalogue.detector(String.valueOf(detector));
    if (type.isEmpty()) {
      boolean isNamed = values.containsKey(DETECTOR);
      String written = String.valueOf(detector);
      String mend = isNamed ? Nearest.mend(written, names()) : mendOfNone(written, values);
      problem(isNamed ? path + "." + DETECTOR : path, "there is no detector " + detector, mend);
      where(values).ifPresent(where -> new WhereReader(path + '.' + WHERE, problems).read(where));
    }
    return type;
  }

  private static Optional<Object> where(Map<?, ?> values) {
    return Optional.ofNullable(values.get(WHERE));
  }

  /** A rule of its own has to say whose it is; its parameters tell what was probably meant. */
  private static String mendOfNone(String written, Map<?, ?> values) {
    Optional<String> slip = Nearest.to(written, names());
    if (slip.isPresent()) {
      return "Did you mean " + slip.get() + "?";
    }
    String meant =
        Catalogue.detectors().stream()
            .filter(type -> takes(type, values))
            .map(DetectorType::name)
            .collect(Collectors.joining(" or "));
    return "A rule of your own says whose it is: add detector: "
        + (meant.isEmpty() || meant.length() > LONGEST_HINT ? String.join(", ", names()) : meant);
  }

  private static boolean takes(DetectorType<?, ?> type, Map<?, ?> values) {
    Set<String> known = new HashSet<>(List.of(WHERE));
    Rule.standard(type).parameters().forEach(parameter -> known.add(parameter.name()));
    return values.keySet().stream().allMatch(key -> known.contains(String.valueOf(key)));
  }

  private Rule rule(DetectorType<?, ?> type, Map<?, ?> values) {
    Map<String, Object> own = new LinkedHashMap<>();
    Map<String, Parameter> parameters =
        Rule.standard(type).parameters().stream()
            .collect(
                Collectors.toMap(Parameter::name, p -> p, (one, other) -> one, LinkedHashMap::new));
    values.forEach((key, value) -> set(String.valueOf(key), value, parameters, own));
    Object where = values.get(WHERE);
    return where == null
        ? new Rule(name, type, own)
        : new Rule(
            name, type, own, new WhereReader(path + '.' + WHERE, problems).read(where, type));
  }

  private void set(
      String key, Object value, Map<String, Parameter> parameters, Map<String, Object> own) {
    if (key.equals(DETECTOR) || key.equals(WHERE)) {
      return;
    }
    Parameter parameter = parameters.get(key);
    if (parameter == null) {
      List<String> known = new ArrayList<>(parameters.keySet());
      known.add(WHERE);
      problem(path + '.' + key, "there is no such parameter", Nearest.mend(key, known));
      return;
    }
    try {
      own.put(key, parameter.parse(value));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      problem(
          path + '.' + key, message, "leave it out for " + parameter.format(parameter.standard()));
    }
  }

  private void problem(String where, String message, String mend) {
    problems.add(new Problem(where, message, mend));
  }

  private static List<String> names() {
    return Catalogue.detectors().stream().<String>map(DetectorType::name).toList();
  }
}
