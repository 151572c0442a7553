package io.tocsin.app.terminal;

import io.tocsin.telemetry.Incident;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a finding stands on, fact by fact, the log's last lines at the end. */
final class EvidenceLines {
  private static final String LOGS = "logs";
  private static final String CODE = "exit code";
  private static final int MOST_LOG_LINES = 10;
  private static final int MOST_ENTRIES = 6;

  private final Clock clock;

  EvidenceLines(Clock clock) {
    this.clock = clock;
  }

  /** The facts: {@code exit code 3}, {@code measured 5 restarts; the threshold is 3}. */
  List<String> facts(Incident.Observation finding) {
    List<String> facts = new ArrayList<>();
    if (!finding.unit().equals(CODE)) { // it is no measure, and stands below
      facts.add(measured(finding));
    }
    for (Map.Entry<String, Object> fact : finding.evidence().entrySet()) {
      if (!fact.getKey().equals(LOGS)) {
        facts.add(words(fact.getKey()) + " " + value(fact.getValue()));
      }
    }
    return facts;
  }

  private static String measured(Incident.Observation finding) {
    String window =
        finding.window() == null ? "" : " in " + finding.window().toString().substring(2);
    return "measured %s %s, threshold %s%s"
        .formatted(
            number(finding.value()),
            finding.unit(),
            number(finding.threshold()),
            window.toLowerCase(Locale.ROOT))
        .replaceAll(" +", " ");
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  /** {@code exitCode} as people write it. */
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private String value(Object value) {
    if (value instanceof Collection<?> entries) {
      return entries.stream()
          .skip(Math.max(0, entries.size() - MOST_ENTRIES))
          .map(this::value)
          .collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> fields) {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + " " + value(Objects.requireNonNull(field.getValue())))
          .collect(Collectors.joining(" "));
    }
    return time(String.valueOf(value));
  }

  private String time(String text) {
    try {
      return text.endsWith("Z") ? clock.time(Instant.parse(text)) : text;
    } catch (DateTimeException e) {
      return text; // a name that ends so
    }
  }

  /** The last lines of the log. */
  static List<String> logs(Incident.Observation finding) {
    if (!(finding.evidence().get(LOGS) instanceof Collection<?> logs)) {
      return List.of();
    }
    return logs.stream()
        .skip(Math.max(0, logs.size() - MOST_LOG_LINES))
        .map(line -> Objects.toString(line).stripTrailing())
        .toList();
  }
}
