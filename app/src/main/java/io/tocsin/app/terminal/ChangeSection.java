package io.tocsin.app.terminal;

import io.tocsin.app.terminal.Terminal.Colour;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Incident.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What was changed before, deployment by deployment, as the incident ranks them. */
final class ChangeSection {
  private static final int WIDEST_NAME = 24;

  private final Paper paper;

  ChangeSection(Paper paper) {
    this.paper = paper;
  }

  List<String> of(Incident incident) {
    if (incident.changes().isEmpty()) {
      return List.of("  nothing that was seen");
    }
    Map<Object, List<Change>> groups = new LinkedHashMap<>();
    for (Change change : incident.changes()) {
      Object group =
          change.deployment() == null ? change.at() + change.service() : change.deployment();
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(change);
    }
    List<String> lines = new ArrayList<>();
    groups.values().forEach(group -> lines.addAll(group(group, incident.startedAt())));
    return lines;
  }

  private List<String> group(List<Change> group, Instant start) {
    Change first = group.get(0);
    String when =
        first.at().isAfter(start)
            ? Clock.span(start, first.at()) + " after it began"
            : Clock.span(first.at(), start) + " before";
    String what = first.deployment() == null ? "changed by hand" : "deployed";
    List<String> lines = new ArrayList<>();
    lines.add(
        "  "
            + paper.paint(Colour.BOLD, when)
            + paper.paint(Colour.GREY, "  %s, %s".formatted(what, paper.clock().date(first.at()))));
    int width = group.stream().mapToInt(change -> change.service().length()).max().orElse(0);
    String before = "";
    for (Change change : group) {
      String name = change.service().equals(before) ? "" : change.service();
      String head = "    " + pad(name, Math.min(WIDEST_NAME, width));
      lines.addAll(paper.text(width == 0 ? "    " : head + "  ", words(change)));
      before = change.service();
    }
    return lines;
  }

  private static String pad(String name, int width) {
    return name + " ".repeat(Math.max(0, width - name.length()));
  }

  /** One entry may stand for several services, which it names. */
  static String words(Change change) {
    if (change.service().isEmpty()) {
      String names = Objects.requireNonNullElse(change.to(), change.from());
      return change.what() + ": " + names;
    }
    return change.what().equals("created") && change.to() != null
        ? "created from " + change.to()
        : change.inWords();
  }
}
