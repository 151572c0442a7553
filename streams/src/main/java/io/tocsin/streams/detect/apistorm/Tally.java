package io.tocsin.streams.detect.apistorm;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was called how often, and on what. */
record Tally(List<String> actions, List<String> services) {
  private static final int TOP = 5;

  static Tally of(List<Calls.Call> calls) {
    Map<String, Integer> actions = new TreeMap<>();
    Map<String, Integer> services = new TreeMap<>();
    for (Calls.Call call : calls) {
      actions.merge(call.action(), 1, Integer::sum);
      if (!call.service().isEmpty()) {
        services.merge(call.service(), 1, Integer::sum);
      }
    }
    return new Tally(top(actions), top(services));
  }

  /** The most frequent action. */
  String first() {
    return actions.isEmpty() ? "none" : actions.get(0);
  }

  private static List<String> top(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(TOP)
        .map(entry -> entry.getKey() + " ×" + entry.getValue())
        .toList();
  }
}
