package io.tocsin.streams.scenario;

import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.rules.Nearest;
import io.tocsin.streams.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads scenarios as a YAML reader gives them, and notes all that is wrong. */
public final class ScenarioReader {
  private static final String FIRES_WITH = "fires-with";
  private static final List<String> KEYS =
      List.of(
          "start",
          "until",
          "zone",
          "stack",
          "services",
          "rules",
          "only",
          "given",
          "then",
          "never",
          FIRES_WITH);
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final Page page;
  private final RuleBook rules;

  private ScenarioReader(Page page, RuleBook rules) {
    this.page = page;
    this.rules = rules;
  }

  /**
   * Something wrong in a file of scenarios.
   *
   * @param path the keys that lead to it
   * @param line which line of the text there, from 0; -1 for the whole
   * @param message what is wrong, with the value
   */
  public record Mistake(List<String> path, int line, String message) {
    public Mistake {
      path = List.copyOf(path);
    }
  }

  /** The scenarios, and all that was wrong; a scenario with a mistake is left out. */
  public record Reading(List<Scenario> scenarios, List<Mistake> mistakes) {
    public Reading {
      scenarios = List.copyOf(scenarios);
      mistakes = List.copyOf(mistakes);
    }
  }

  /**
   * Reads a file's scenarios.
   *
   * @param tree name → scenario
   * @param rules the rules they are played under, where they do not bring their own
   */
  public static Reading read(Map<String, ?> tree, RuleBook rules) {
    List<Scenario> scenarios = new ArrayList<>();
    List<Mistake> mistakes = new ArrayList<>();
    tree.forEach(
        (name, written) -> {
          Page page = new Page(name, written);
          Scenario scenario = new ScenarioReader(page, rules).scenario(name);
          mistakes.addAll(page.mistakes());
          if (page.mistakes().isEmpty()) {
            scenarios.add(scenario);
          }
        });
    return new Reading(scenarios, mistakes);
  }

  private Scenario scenario(String name) {
    page.tree().keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(
            key ->
                page.mistake(List.of(key), -1, "there is no such key. " + Nearest.mend(key, KEYS)));
    Setting setting = setting();
    RuleBook heeded = heeded(setting);
    Given given = given(setting);
    Scenario.Demands demands = demands(setting, heeded, given);
    return new Scenario(name, last(setting, demands), heeded, given.cues(), demands);
  }

  private Setting setting() {
    Map<String, ServicePlan> services = new LinkedHashMap<>();
    page.section(List.of("services"), page.tree().get("services"))
        .forEach((name, plan) -> service(name, plan, services));
    return new Setting(
        page.value("start", Instant::parse, START),
        page.value("until", Times::duration, Duration.ZERO),
        page.value("zone", ZoneId::of, ZoneId.of("UTC")),
        page.value("stack", text -> text, "shop"),
        services,
        page.section(List.of("rules"), page.tree().get("rules")),
        page.texts("only"));
  }

  private void service(String name, Object plan, Map<String, ServicePlan> services) {
    List<String> at = List.of("services", name);
    Map<String, Object> keys = page.section(at, plan);
    page.tried(at, -1, () -> ServicePlan.read(name, keys))
        .ifPresent(read -> services.put(name, read));
  }

  private RuleBook heeded(Setting setting) {
    RuleBook changed = changed(rules, "rules", setting.rules());
    List<Rule> all = changed.rules();
    List<String> names = all.stream().map(Rule::name).toList();
    setting.only().stream()
        .filter(name -> !names.contains(name))
        .map(name -> "no rule is called " + name + ". " + Nearest.mend(name, names))
        .forEach(message -> page.mistake(List.of("only"), -1, message));
    return setting.only().isEmpty()
        ? changed
        : new RuleBook(all.stream().filter(rule -> setting.only().contains(rule.name())).toList());
  }

  /** Rules changed by those that stand under a key. */
  private RuleBook changed(RuleBook book, String key, Map<String, ?> tree) {
    RuleBook.Reading reading = book.with(tree);
    for (RuleBook.Problem problem : reading.problems()) {
      List<String> at = new ArrayList<>(List.of(problem.path().split("\\.")));
      at.set(0, key);
      page.mistake(at, -1, problem.message() + ". " + problem.mend());
    }
    return reading.book();
  }

  private Scenario.Demands demands(Setting setting, RuleBook heeded, Given given) {
    List<Expectation> then =
        page.each("then", (line, text) -> Expectation.read(text, setting, heeded));
    List<Ban> never = page.each("never", (line, text) -> Ban.read(text));
    if (!page.has("then") && never.isEmpty()) {
      page.mistake(List.of(), -1, "expects nothing. Write then: with findings, or never: anything");
    }
    return new Scenario.Demands(then, never, tipping(setting, heeded, given));
  }

  /** A section is other parameters; a text is more of what is given. */
  private @Nullable Tipping tipping(Setting setting, RuleBook heeded, Given given) {
    Object written = page.tree().get(FIRES_WITH);
    if (written instanceof Map<?, ?>) {
      Map<String, Object> eased = page.section(List.of(FIRES_WITH), written);
      RuleBook rules = changed(heeded, FIRES_WITH, eased);
      return new Tipping(rules, given.cues(), List.copyOf(eased.keySet()));
    }
    if (written == null || !page.mistakes().isEmpty()) {
      return null;
    }
    if (setting.only().isEmpty()) {
      page.mistake(List.of(FIRES_WITH), -1, "does not say which rule. Name it in only:");
    }
    List<Cue> more = given(setting, FIRES_WITH, given.steps()).cues();
    return new Tipping(heeded, more, setting.only());
  }

  /** It plays as long as anything is expected. */
  private static Setting last(Setting setting, Scenario.Demands demands) {
    Duration until = setting.until();
    for (Expectation wanted : demands.then()) {
      Duration to = wanted.times().to();
      until = to.compareTo(until) > 0 && to.toDays() < 365 ? to : until;
    }
    return setting.until(until);
  }

  private Given given(Setting setting) {
    if (page.lines("given").isEmpty()) {
      page.mistake(List.of(), -1, "has nothing given. Write given: with what happens");
    }
    return given(setting, "given", List.of());
  }

  /** What the lines under a key make, after other steps. */
  private Given given(Setting setting, String key, List<Step> others) {
    List<Step> steps = new ArrayList<>(others);
    page.lines(key)
        .forEach(
            (line, text) -> {
              Duration before = steps.isEmpty() ? Duration.ZERO : steps.get(steps.size() - 1).end();
              page.tried(List.of(key), line, () -> Step.read(line, text, before))
                  .ifPresent(steps::add);
            });
    Script script = new Script(setting);
    List<Cue> cues = script.write(steps);
    script.failures().forEach((line, message) -> page.mistake(List.of(key), line, message));
    return new Given(steps, cues);
  }

  /** What is given, step by step and record by record. */
  private record Given(List<Step> steps, List<Cue> cues) {}
}
