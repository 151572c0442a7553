package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Quotes from the record what a finding stands on. */
final class Quotes {
  private static final int LOG_LINES = 3;

  private Quotes() {}

  /** When and what was measured, and the lines. */
  static List<String> of(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add("since " + Numbers.time(finding.startedAt()) + measured(finding));
    Map<String, Object> evidence = finding.evidence();
    put(lines, evidence, "exitCode", "exit code ");
    put(lines, evidence, "error", "engine: ");
    put(lines, evidence, "limit", "memory limit ");
    put(lines, evidence, "probeOutput", "probe: ");
    put(lines, evidence, "meaning", "");
    last(lines, evidence.get("logs"));
    last(lines, evidence.get("samples"));
    last(lines, evidence.get("actions"));
    return lines;
  }

  /** In one line. */
  static String seen(Finding finding) {
    return "%s: %s since %s%s"
        .formatted(
            finding.subject().service(),
            finding.detector(),
            Numbers.time(finding.startedAt()),
            measured(finding));
  }

  private static String measured(Finding finding) {
    if (finding.unit().isEmpty() || finding.unit().equals("exit code")) {
      return "";
    }
    return ": %s %s (threshold %s)"
        .formatted(
            Numbers.brief(finding.value()), finding.unit(), Numbers.brief(finding.threshold()));
  }

  private static void put(
      List<String> lines, Map<String, Object> evidence, String name, String prefix) {
    Object value = evidence.get(name);
    if (value != null) {
      lines.add(prefix + value);
    }
  }

  private static void last(List<String> lines, @Nullable Object entries) {
    if (entries instanceof List<?> list) {
      list.subList(Math.max(0, list.size() - LOG_LINES), list.size())
          .forEach(line -> lines.add(String.valueOf(line)));
    }
  }
}
