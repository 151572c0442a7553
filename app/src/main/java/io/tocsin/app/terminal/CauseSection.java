package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Incident.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What broke first, what that stands on, and what else it might have been. */
final class CauseSection {
  private static final int LONGEST_LOG_LINE = 300;
  private static final int MOST_REASONS = 6;
  private static final int MOST_OTHERS = 4;

  private final Paper paper;
  private final EvidenceLines evidence;

  CauseSection(Paper paper) {
    this.paper = paper;
    this.evidence = new EvidenceLines(paper.clock());
  }

  List<String> of(Incident incident) {
    List<String> lines = new ArrayList<>(paper.text("  ", incident.cause().summary()));
    ofCause(incident).ifPresent(finding -> standing(lines, finding));
    weighed(lines, incident);
    return lines;
  }

  private void standing(List<String> lines, Observation finding) {
    evidence.facts(finding).forEach(fact -> lines.addAll(paper.text("    ", fact)));
    EvidenceLines.logs(finding)
        .forEach(
            line ->
                lines.add(paper.paint(Colour.GREY, "    | " + Inert.line(line, LONGEST_LOG_LINE))));
  }

  private void weighed(List<String> lines, Incident incident) {
    Incident.Cause cause = incident.cause();
    String container = Objects.requireNonNullElse(cause.container(), "");
    lines.addAll(
        paper.text(
            "  ",
            "%.0f %% sure that it is %s%s"
                .formatted(
                    cause.confidence() * 100,
                    cause.detector(),
                    container.isEmpty() ? "" : " of " + container)));
    incident.candidates().stream()
        .limit(1)
        .flatMap(first -> first.reasons().stream())
        .limit(MOST_REASONS)
        .forEach(
            reason ->
                lines.addAll(
                    paper.text("    %+3d ".formatted(reason.points()), reason.statement())));
    String others =
        incident.candidates().stream()
            .skip(1)
            .limit(MOST_OTHERS)
            .map(other -> "%s (%.0f %%)".formatted(other.service(), other.score() * 100))
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      lines.addAll(paper.text("  ", "less likely: " + others));
    }
  }

  private static Optional<Observation> ofCause(Incident incident) {
    Incident.Cause cause = incident.cause();
    List<Observation> same =
        incident.findings().stream()
            .filter(finding -> finding.service().equals(cause.service()))
            .filter(finding -> finding.detector().equals(cause.detector()))
            .toList();
    return same.stream()
        .filter(finding -> finding.summary().equals(cause.summary()))
        .findFirst()
        .or(() -> same.stream().findFirst());
  }
}
