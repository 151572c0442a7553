package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found, as an incident tells it: in so many words as a record of Kafka can hold. */
final class Observations {
  /** At three bytes each, and with all else, these are less than a MiB. */
  static final int MOST_CHARACTERS = 200_000;

  /** So many of a list's last entries are kept, the fewer the more there is to tell. */
  private static final List<Integer> ENTRIES = List.of(Integer.MAX_VALUE, 10, 5, 2, 1, 0);

  private Observations() {}

  static List<Incident.Observation> of(Collection<Finding> findings) {
    for (int entries : ENTRIES) {
      if (characters(findings, entries) <= MOST_CHARACTERS) {
        return findings.stream().map(each -> Incident.Observation.of(cut(each, entries))).toList();
      }
    }
    return findings.stream().map(each -> Incident.Observation.of(each.with(Map.of()))).toList();
  }

  private static long characters(Collection<Finding> findings, int entries) {
    long sum = 0;
    for (Finding each : findings) {
      for (Object value : each.evidence().values()) {
        sum += value instanceof List<?> list ? characters(last(list, entries)) : length(value);
      }
    }
    return sum;
  }

  private static long characters(List<?> list) {
    return list.stream().mapToLong(Observations::length).sum();
  }

  private static long length(Object value) {
    return String.valueOf(value).length();
  }

  private static Finding cut(Finding finding, int entries) {
    if (entries == Integer.MAX_VALUE) {
      return finding;
    }
    Map<String, Object> evidence = new LinkedHashMap<>();
    finding
        .evidence()
        .forEach(
            (name, value) ->
                evidence.put(name, value instanceof List<?> list ? last(list, entries) : value));
    return finding.with(evidence);
  }

  private static List<?> last(List<?> list, int entries) {
    return list.subList(Math.max(0, list.size() - entries), list.size());
  }
}
