package io.tocsin.streams.detect.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is to be said of one stack, or of the host: kinds of faults, each with where they are. */
final class Report {
  private static final int MOST_NAMES = 20;

  private final Map<String, TreeSet<String>> faults = new LinkedHashMap<>();

  void note(String fault, String where) {
    faults.computeIfAbsent(fault, kind -> new TreeSet<>()).add(where);
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** How many faults there are. */
  int count() {
    return faults.values().stream().mapToInt(TreeSet::size).sum();
  }

  /** {@code no memory limit: api, db; no health check: api}. */
  String summary() {
    List<String> parts = new ArrayList<>();
    faults.forEach((fault, where) -> parts.add(fault + ": " + String.join(", ", some(where))));
    return String.join("; ", parts);
  }

  Map<String, Object> evidence() {
    Map<String, Object> evidence = new LinkedHashMap<>();
    faults.forEach((fault, where) -> evidence.put(fault, some(where)));
    return evidence;
  }

  private static List<String> some(Collection<String> where) {
    List<String> names = new ArrayList<>(where.stream().limit(MOST_NAMES).toList());
    if (where.size() > MOST_NAMES) {
      names.add("%d more".formatted(where.size() - MOST_NAMES));
    }
    return names;
  }
}
