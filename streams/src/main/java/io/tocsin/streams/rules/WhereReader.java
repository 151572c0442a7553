package io.tocsin.streams.rules;

import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.Where;
import io.tocsin.streams.rules.RuleBook.Problem;
import io.tocsin.telemetry.EngineEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a rule's {@code where}, and notes all that is wrong with it. */
final class WhereReader {
  private static final List<String> KEYS =
      List.of("host", "stack", "service", "container", "image", "label");
  private static final String MEND =
      "write it as {stack: shop, service: [web, api-*], label: {team: payments}}";

  private final String path;
  private final List<Problem> problems;

  WhereReader(String path, List<Problem> problems) {
    this.path = path;
    this.problems = problems;
  }

  /** What is asked for must be known to the detector. */
  Where read(Object written, DetectorType<?, ?> type) {
    Where where = read(written);
    boolean isOfHost =
        type.input().sources().contains(Source.HOST_EVENTS)
            || type.input().sources().contains(Source.LIVENESS);
    boolean seesContainers = type.input().record() == EngineEvent.class;
    for (String key : where.tree().keySet()) {
      if (isOfHost && !key.equals("host") && (!seesContainers || key.equals("label"))) {
        String known = seesContainers ? "host, stack, service, container and image" : "the host";
        String message = type.name() + " looks at a host as a whole and knows no " + key;
        problem(key, message, "It can be narrowed by " + known);
      }
    }
    return where;
  }

  /** For a rule of which nobody knows the detector. */
  Where read(Object written) {
    if (!(written instanceof Map<?, ?> map)) {
      problems.add(new Problem(path, "not a section of keys: " + written, MEND));
      return Where.ANY;
    }
    Map<String, List<String>> patterns = new LinkedHashMap<>();
    Map<String, List<String>> labels = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (!KEYS.contains(name)) {
            problem(name, "there is no such key", Nearest.mend(name, KEYS));
          } else if (name.equals("label")) {
            labels.putAll(labels(value));
          } else {
            patterns.put(name, patterns(name, value));
          }
        });
    return new Where(
        patterns.getOrDefault("host", List.of()),
        patterns.getOrDefault("stack", List.of()),
        patterns.getOrDefault("service", List.of()),
        patterns.getOrDefault("container", List.of()),
        patterns.getOrDefault("image", List.of()),
        labels);
  }

  /** {@code {team: payments}}, {@code team=payments}, {@code team} or a list of such texts. */
  private Map<String, List<String>> labels(Object written) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    if (written instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> labels.put(String.valueOf(name), patterns("label." + name, value)));
      return labels;
    }
    for (String text : patterns("label", written)) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      labels
          .computeIfAbsent(name, each -> new ArrayList<>())
          .add(equals < 0 ? "*" : text.substring(equals + 1));
    }
    return labels;
  }

  private List<String> patterns(String name, Object written) {
    if (written instanceof Map<?, ?>) {
      problem(name, "not a name or a list of names: " + written, MEND);
      return List.of();
    }
    return written instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(written));
  }

  private void problem(String name, String message, String mend) {
    problems.add(new Problem(path + '.' + name, message, mend));
  }
}
