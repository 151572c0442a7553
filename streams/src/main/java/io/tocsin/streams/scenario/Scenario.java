package io.tocsin.streams.scenario;

import io.tocsin.streams.Playback;
import io.tocsin.streams.incident.Correlator;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A story of telemetry, and what must be found in it. */
public final class Scenario {
  private final String name;
  private final Setting setting;
  private final RuleBook rules;
  private final List<Cue> cues;
  private final Demands demands;

  /**
   * What must and must not be found.
   *
   * @param tipping what would make it fire, if that is to be shown
   */
  record Demands(List<Expectation> then, List<Ban> never, @Nullable Tipping tipping) {}

  Scenario(String name, Setting setting, RuleBook rules, List<Cue> cues, Demands demands) {
    this.name = name;
    this.setting = setting;
    this.rules = rules;
    this.cues = cues;
    this.demands = demands;
  }

  public String name() {
    return name;
  }

  /** How many cues it has. */
  int length() {
    return cues.size();
  }

  RuleBook rules() {
    return rules;
  }

  Demands demands() {
    return demands;
  }

  /** Plays it, and compares what was found with what was to be found. */
  public Outcome play() {
    List<Finding> findings = findings(Integer.MAX_VALUE);
    Outcome outcome = new Judge(name, setting, demands).judge(findings);
    Tipping tipping = demands.tipping();
    if (tipping == null) {
      return outcome;
    }
    Scenario tipped = new Scenario(name, setting, tipping.rules(), tipping.cues(), demands);
    List<Finding> more = tipped.findings(Integer.MAX_VALUE);
    return outcome.and(tipping.judge(setting.start(), findings, more));
  }

  /**
   * Plays it.
   *
   * @param patience after how many records the detectors are put away and brought back; a scenario
   *     must go the same way whatever it is
   */
  public List<Finding> findings(int patience) {
    List<Finding> findings = new ArrayList<>();
    Stage stage = new Stage(new Playback(rules), setting.start(), findings::add);
    int played = 0;
    for (Cue cue : cues) {
      stage.play(cue);
      played++;
      if (played % patience == 0) {
        stage.restart();
      }
    }
    stage.pass(end());
    return findings;
  }

  /**
   * Plays it, and tells all that would be told of incidents, revision by revision.
   *
   * @param correlator knows nothing yet
   */
  public List<Incident> incidents(Correlator correlator) {
    List<Incident> told = new ArrayList<>();
    Stage stage =
        new Stage(
            new Playback(rules), setting.start(), finding -> told.addAll(correlator.on(finding)));
    stage.heardBy(
        record -> {
          if (record instanceof ContainerFacts facts) {
            told.addAll(correlator.learn(facts));
          }
        });
    cues.forEach(stage::play);
    stage.pass(end());
    return told;
  }

  private Instant end() {
    Instant end = setting.start().plus(setting.until());
    for (Cue cue : cues) {
      end = end.isAfter(cue.at()) ? end : cue.at();
    }
    return end.plusSeconds(2);
  }
}
