package io.tocsin.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.app.replay.Comparison;
import io.tocsin.app.replay.Difference;
import io.tocsin.app.replay.ReplayOutcome;
import io.tocsin.app.terminal.IncidentTable;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what came of a replay. */
final class ReplayReport {
  private final Terminal terminal;
  private final boolean isCheck;

  ReplayReport(Terminal terminal, boolean isCheck) {
    this.terminal = terminal;
    this.isCheck = isCheck;
  }

  /** One line about the work itself. */
  static String summary(String what, ReplayOutcome outcome, double seconds) {
    return String.format(
        Locale.ROOT,
        "%s: %,d records from %s to %s in %.1f s (%,.0f a second), %,d findings.",
        what,
        outcome.records(),
        moment(outcome.first()),
        moment(outcome.last()),
        seconds,
        outcome.records() / Math.max(0.001, seconds),
        outcome.findings());
  }

  private static String moment(@Nullable Instant time) {
    return time == null ? "nowhere" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  void print(ReplayOutcome outcome, @Nullable Comparison comparison, boolean asJson) {
    outcome.remarks().forEach(terminal::note);
    if (asJson) {
      printJson(outcome, comparison);
    } else if (comparison == null) {
      printIncidents(outcome);
    } else {
      print(comparison);
    }
  }

  private void printIncidents(ReplayOutcome outcome) {
    if (outcome.incidents().isEmpty()) {
      terminal.line("No incidents.");
      return;
    }
    Instant end = outcome.last() == null ? Instant.now() : outcome.last();
    new IncidentTable(terminal, ZoneId.systemDefault())
        .of(outcome.incidents(), end)
        .forEach(terminal::line);
  }

  private void print(Comparison comparison) {
    int different = comparison.differences().size();
    if (different == 0) {
      terminal.line(
          isCheck
              ? "Live = replay: all %,d incidents are equal.".formatted(comparison.same())
              : "Nothing would be different: %,d incidents.".formatted(comparison.same()));
      return;
    }
    String head = "%-9s %-9s %-20s %s".formatted("WHAT", "ID", "RANG AT", "INCIDENT");
    terminal.line(terminal.paint(Colour.GREY, head));
    comparison.differences().forEach(this::print);
    terminal.line(
        isCheck
            ? "%,d incidents differ from the live run's, %,d are equal."
                .formatted(different, comparison.same())
            : "%,d incidents would be different, %,d the same."
                .formatted(different, comparison.same()));
  }

  private void print(Difference difference) {
    String id = difference.incident().id();
    String word = difference.kind().word();
    String stack = difference.incident().stack();
    terminal.line(
        "%s %-9s %-20s %s%s"
            .formatted(
                terminal.paint(Colour.YELLOW, "%-9s".formatted(word)),
                id.substring(0, Math.min(8, id.length())),
                moment(difference.incident().detectedAt()),
                stack.isEmpty() ? "" : stack + ": ",
                difference.incident().title()));
    if (difference.before() != null && difference.after() != null) {
      difference.what().forEach(what -> terminal.line("          " + what));
    }
  }

  private void printJson(ReplayOutcome outcome, @Nullable Comparison comparison) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", "tocsin.replay.v1");
    json.put("records", outcome.records());
    json.put("findings", outcome.findings());
    json.put("from", outcome.first());
    json.put("to", outcome.last());
    json.put("remarks", outcome.remarks());
    if (comparison != null) {
      json.put("equal", comparison.isEqual());
      json.put("same", comparison.same());
      json.put("differences", comparison.differences());
    }
    json.put("incidents", outcome.incidents());
    ObjectMapper mapper = Wire.mapper().enable(SerializationFeature.INDENT_OUTPUT);
    try {
      terminal.line(mapper.writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the outcome cannot be written as JSON", e);
    }
  }
}
