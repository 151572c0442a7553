package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One condition on an incident: {@code stack=shop}, {@code service!=worker-*}, {@code
 * severity=warning,critical}, {@code label.team=payments}.
 *
 * @param negated whether it is meant not to fit
 * @param patterns of which one is enough; {@code *} stands for anything
 */
public record Matcher(String field, boolean negated, List<String> patterns) {
  private static final Map<String, Function<Incident, List<String>>> FIELDS =
      Map.of(
          "host", incident -> List.of(incident.host()),
          "stack", incident -> List.of(incident.stack()),
          "service", incident -> List.of(incident.cause().service()),
          "affects", Incident::services,
          "severity", incident -> List.of(incident.severity().wireName()),
          "detector", incident -> List.of(incident.cause().detector()),
          "incident", incident -> List.of(incident.id()));

  /** What conditions can be on. */
  public static final List<String> NAMES =
      List.of("host", "stack", "service", "affects", "severity", "detector", "incident");

  private static final List<String> SEVERITIES = List.of("info", "warning", "critical");
  private static final String LABEL = "label.";
  private static final Pattern FORM = Pattern.compile("([a-z]+|label\\.[^\\s=!]+)(!?=)(\\S+)");

  public Matcher {
    patterns = List.copyOf(patterns);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException that says what to write
   */
  public static Matcher parse(String text) {
    java.util.regex.Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("stack=NAME, service!=NAME, severity=warning");
    }
    String field = form.group(1);
    if (!NAMES.contains(field) && !field.startsWith(LABEL)) {
      String names = String.join(", ", NAMES);
      throw new IllegalArgumentException("one of " + names + " or label.NAME, then =");
    }
    List<String> patterns = Arrays.asList(form.group(3).split(",", -1));
    if ("severity".equals(field) && !SEVERITIES.containsAll(patterns)) {
      throw new IllegalArgumentException("severity=critical, warning or info");
    }
    return new Matcher(field, "!=".equals(form.group(2)), patterns);
  }

  /** Whether the incident is such a one. */
  public boolean fits(Incident incident, Labels labels) {
    Function<Incident, List<String>> reading = FIELDS.get(field);
    if (reading == null && !field.startsWith(LABEL)) {
      return false;
    }
    List<String> values =
        reading == null
            ? labels.values(incident, field.substring(LABEL.length()))
            : reading.apply(incident);
    boolean isOne = patterns.stream().anyMatch(pattern -> values.stream().anyMatch(fit(pattern)));
    return isOne != negated;
  }

  private static java.util.function.Predicate<String> fit(String pattern) {
    String wanted = pattern.toLowerCase(Locale.ROOT);
    if (wanted.indexOf('*') < 0) {
      return value -> value.toLowerCase(Locale.ROOT).equals(wanted);
    }
    String expression =
        Arrays.stream(wanted.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    Pattern compiled = Pattern.compile(expression, Pattern.DOTALL);
    return value -> compiled.matcher(value.toLowerCase(Locale.ROOT)).matches();
  }

  @Override
  public String toString() {
    return field + (negated ? "!=" : "=") + String.join(",", patterns);
  }
}
