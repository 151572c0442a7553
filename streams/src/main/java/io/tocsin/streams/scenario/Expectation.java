package io.tocsin.streams.scenario;

import io.tocsin.streams.rules.Nearest;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of {@code then}.
 *
 * @param text as it is written
 * @param times when it must be told
 * @param rule the rule, which for most is the detector's name
 * @param checks further conditions: since, value, container, says
 */
record Expectation(
    String text,
    Times times,
    String state,
    String rule,
    Subject subject,
    Map<String, String> checks) {
  private static final List<String> STATES = List.of("critical", "warning", "info", "resolved");
  private static final List<String> CHECKS = List.of("since", "value", "container", "says");

  /** Reads {@code 15s critical restart-rate backend value=3}. */
  static Expectation read(String text, Setting setting, RuleBook rules) {
    Words words = new Words(text);
    Times times = Times.read(words.next());
    String state = words.next();
    if (!STATES.contains(state)) {
      throw new IllegalArgumentException(
          "no state of a finding: " + state + ". " + Nearest.mend(state, STATES));
    }
    String rule = words.next();
    if (rules.rules().stream().noneMatch(known -> known.name().equals(rule))) {
      List<String> names = rules.rules().stream().map(known -> known.name()).toList();
      throw new IllegalArgumentException(
          "no rule is called " + rule + ". " + Nearest.mend(rule, names));
    }
    Subject subject = setting.subject(words.next());
    Map<String, String> checks = new LinkedHashMap<>(words.arguments().options());
    for (String check : checks.keySet()) {
      if (!CHECKS.contains(check)) {
        throw new IllegalArgumentException(
            "no such check: " + check + ". " + Nearest.mend(check, CHECKS));
      }
    }
    return new Expectation(text, times, state, rule, subject, checks);
  }

  boolean isMetBy(Told told, Setting setting) {
    return isAbout(told)
        && told.state().equals(state)
        && times.holds(told.at())
        && hold(told, setting);
  }

  /** Whether it is the same rule and subject, whatever the rest. */
  boolean isAbout(Told told) {
    return told.finding().rule().equals(rule) && told.finding().subject().equals(subject);
  }

  private boolean hold(Told told, Setting setting) {
    Finding finding = told.finding();
    return checks.entrySet().stream()
        .allMatch(
            check ->
                switch (check.getKey()) {
                  case "since" -> {
                    Duration onset = Duration.between(setting.start(), finding.startedAt());
                    yield Times.read(check.getValue()).holds(onset);
                  }
                  case "value" -> Math.abs(finding.value() - number(check.getValue())) < 0.01;
                  case "container" -> finding.container().equals(check.getValue());
                  default -> finding.summary().contains(check.getValue());
                });
  }

  private static double number(String text) {
    return text.endsWith("%")
        ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
        : Double.parseDouble(text);
  }
}
