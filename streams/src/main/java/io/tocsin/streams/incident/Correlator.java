package io.tocsin.streams.incident;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.change.LedgerState;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.LearnedDependency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of one host. Fed with findings, in their order, and with the containers' facts, in
 * any: its time is that of the findings, and what it says of them rests on the facts up to then.
 */
public final class Correlator {
  private static final int MOST_SEEN = 256;

  /** After so long without a change it is noted that a container is still there. */
  private static final Duration REPEATED = Duration.ofHours(1);

  private final DependencyGraph graph;
  private final Signs signs;
  private final ChangeLedger changes;
  private final Past past;
  private final Casebook cases;
  private final Teller teller;
  private final Information information;
  private final Arrivals arrivals;
  private final List<LearnedDependency> learned = new ArrayList<>();
  private final Recent<String, ContainerFacts> seen = new Recent<>(MOST_SEEN);
  private @Nullable Instant now;

  /** What is kept; {@code waiting} are findings that opened nothing. */
  public record State(
      List<Case.State> cases,
      DependencyGraph.@Nullable State graph,
      Signs.@Nullable State signs,
      LedgerState.@Nullable State changes,
      @Nullable Map<String, List<Past.Ended>> past,
      @Nullable List<Finding> waiting,
      @Nullable List<ContainerFacts> early,
      @Nullable Instant now) {}

  public Correlator(String host, Dependencies declared, @Nullable State kept) {
    graph = new DependencyGraph(declared.asDeclared(), kept == null ? null : kept.graph());
    signs = new Signs(kept == null ? null : kept.signs());
    changes = new ChangeLedger(kept == null ? null : kept.changes());
    past = new Past(kept == null ? null : kept.past());
    cases = new Casebook(new Affinity(graph, signs), kept == null ? null : kept.cases());
    teller = new Teller(new Scene.Knowledge(graph, signs, changes), past);
    information = new Information(kept == null ? null : kept.waiting());
    arrivals = new Arrivals(kept == null ? null : kept.early());
    now = kept == null ? null : kept.now();
  }

  public State state() {
    return new State(
        cases.state(),
        graph.state(),
        signs.state(),
        changes.state(),
        past.state(),
        information.state(),
        arrivals.state(),
        now);
  }

  /**
   * Learns dependencies, changes and what has become of containers. Facts that come after findings
   * of a later time are made good: gives the incidents that they tell more of.
   */
  public List<Incident> learn(ContainerFacts facts) {
    if (isNothingNew(facts)) {
      return List.of();
    }
    arrivals.add(facts);
    boolean isLate = now != null && !facts.at().isAfter(now);
    arrivals.due(now == null ? Instant.MIN : now).forEach(this::apply);
    return isLate ? tellAgain(facts) : List.of();
  }

  /** Containers are looked at again and again; only what has changed can tell more. */
  private boolean isNothingNew(ContainerFacts facts) {
    ContainerFacts before = seen.get(facts.container().id());
    boolean isRepeated =
        before != null
            && !facts.at().isBefore(before.at())
            && facts.at().isBefore(before.at().plus(REPEATED))
            && before.asOf(facts.at()).equals(facts);
    if (!isRepeated) {
      seen.renew(facts.container().id(), facts);
    }
    return isRepeated;
  }

  private void apply(ContainerFacts facts) {
    graph.learn(facts);
    signs.learn(facts);
    changes.learn(facts);
  }

  private List<Incident> tellAgain(ContainerFacts late) {
    Set<Case> touched = new LinkedHashSet<>();
    for (Case each : cases.cases()) {
      boolean isConcerned =
          each.all().stream()
              .anyMatch(finding -> finding.subject().stack().equals(late.subject().stack()));
      if (isConcerned && !each.isInformation()) {
        touched.add(each);
      }
    }
    return touched.isEmpty() ? List.of() : tell(touched, true);
  }

  /** The dependencies that were learned from lines since the last time. */
  public List<LearnedDependency> learned() {
    List<LearnedDependency> dependencies = List.copyOf(learned);
    learned.clear();
    return dependencies;
  }

  /** Takes a finding in; gives the incidents that are to be told anew. */
  public List<Incident> on(Finding finding) {
    pass(finding.updatedAt());
    for (String line : Testimony.of(finding).lines()) {
      learned.addAll(graph.observe(finding.subject(), finding.updatedAt(), line));
    }
    Case known = cases.known(finding);
    if (known == null && !finding.isFiring()) {
      information.take(waiting -> waiting.id().equals(finding.id()));
      return List.of();
    }
    Case joined = known == null ? cases.find(finding) : known;
    if (joined == null && opensNothing(finding)) {
      information.await(finding);
      return List.of();
    }
    Case grown = joined == null ? cases.open(finding) : joined;
    grown.put(finding);
    return tell(new LinkedHashSet<>(Set.of(grown)), false);
  }

  private void pass(Instant at) {
    now = now == null || at.isAfter(now) ? at : now;
    arrivals.due(now).forEach(this::apply);
    cases.forget(now);
    information.forget(now);
    graph.forget(now);
  }

  private static boolean opensNothing(Finding finding) {
    return Information.isInformation(finding) && !Information.standsForItself(finding);
  }

  /** What was noticed just before the trouble began belongs to it. */
  private void takeInformation(Case trouble) {
    if (!trouble.isInformation()) {
      information.take(finding -> cases.wants(trouble, finding)).forEach(trouble::put);
    }
  }

  private List<Incident> tell(Set<Case> touched, boolean onlyNews) {
    List<Incident> told = new ArrayList<>();
    Optional<Casebook.Merger> merger = cases.merge(teller::suspects);
    while (merger.isPresent()) {
      Case part = merger.get().part();
      Case whole = merger.get().whole();
      if (part.isTold()) {
        told.add(teller.part(part, whole, now == null ? part.updatedAt() : now));
      }
      whole.absorb(part);
      touched.remove(part);
      touched.add(whole);
      merger = cases.merge(teller::suspects);
    }
    for (Case each : touched) {
      takeInformation(each);
      Incident incident = teller.tell(each);
      if (each.isNews(incident) || !onlyNews) {
        told.add(incident);
      }
    }
    return told;
  }
}
