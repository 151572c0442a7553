package io.tocsin.streams.scenario;

import io.tocsin.streams.scenario.Outcome.Kind;
import io.tocsin.streams.scenario.Outcome.Line;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Compares what was found with what was to be found. */
final class Judge {
  private final String name;
  private final Setting setting;
  private final Scenario.Demands demands;

  Judge(String name, Setting setting, Scenario.Demands demands) {
    this.name = name;
    this.setting = setting;
    this.demands = demands;
  }

  Outcome judge(List<Finding> findings) {
    List<Told> left = new ArrayList<>(Told.of(findings, setting.start()));
    List<Line> lines = new ArrayList<>();
    List<Expectation> missing = new ArrayList<>();
    for (Expectation wanted : demands.then()) {
      left.stream()
          .filter(told -> wanted.isMetBy(told, setting))
          .findFirst()
          .ifPresentOrElse(
              told -> {
                left.remove(told);
                lines.add(new Line(Kind.AS_EXPECTED, told.toString(), ""));
              },
              () -> missing.add(wanted));
    }
    missing.forEach(wanted -> lines.add(missing(wanted, left)));
    left.forEach(told -> leftOver(told, lines));
    return new Outcome(name, lines);
  }

  private Line missing(Expectation wanted, List<Told> left) {
    String instead =
        left.stream()
            .filter(wanted::isAbout)
            .findFirst()
            .map(
                told -> "instead: " + told.toString().replaceAll(" +", " ") + details(told, wanted))
            .orElse("");
    return new Line(Kind.MISSING, wanted.text(), instead);
  }

  /** What the checks looked at, so that a person sees which of them did not hold. */
  private String details(Told told, Expectation wanted) {
    Finding finding = told.finding();
    if (wanted.checks().isEmpty()) {
      return "";
    }
    Duration onset = Duration.between(setting.start(), finding.startedAt());
    return " since=%s value=%s container=%s says=\"%s\""
        .formatted(Times.write(onset), finding.value(), finding.container(), finding.summary());
  }

  private void leftOver(Told told, List<Line> lines) {
    boolean isForbidden = demands.never().stream().anyMatch(ban -> ban.isBrokenBy(told));
    if (isForbidden) {
      lines.add(new Line(Kind.FORBIDDEN, told.toString(), told.finding().summary()));
    } else if (counts(told)) {
      lines.add(new Line(Kind.UNEXPECTED, told.toString(), told.finding().summary()));
    }
  }

  /** What only informs is not held against a scenario that does not speak of it. */
  private boolean counts(Told told) {
    return told.finding().severity() != Severity.INFO
        || setting.only().contains(told.finding().rule())
        || demands.then().stream().anyMatch(each -> each.rule().equals(told.finding().rule()))
        || demands.never().stream().anyMatch(ban -> ban.names(told));
  }
}
