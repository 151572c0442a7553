package io.tocsin.streams.incident;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.change.LedgerState;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.LearnedDependency;
import io.tocsin.telemetry.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  private final Arrivals arrivals;
  private final Backlog backlog;
  private final List<LearnedDependency> learned = new ArrayList<>();
  private final Set<String> changed = new TreeSet<>();
  private final Recent<String, ContainerFacts> seen = new Recent<>(MOST_SEEN);
  private @Nullable Instant now;

  /**
   * What is kept.
   *
   * @param waiting findings that opened nothing
   * @param revisions of incidents that are followed no longer
   */
  public record State(
      @Nullable List<Case.State> cases,
      DependencyGraph.@Nullable State graph,
      Signs.@Nullable State signs,
      LedgerState.@Nullable State changes,
      @Nullable Map<String, List<Past.Ended>> past,
      @Nullable List<Finding> waiting,
      @Nullable Map<String, Integer> revisions,
      @Nullable List<ContainerFacts> early,
      Backlog.@Nullable State backlog,
      @Nullable Instant now) {}

  public Correlator(String host, Dependencies declared, @Nullable State kept) {
    graph = new DependencyGraph(declared.asDeclared(), kept == null ? null : kept.graph());
    signs = new Signs(kept == null ? null : kept.signs());
    changes = new ChangeLedger(kept == null ? null : kept.changes());
    past = new Past(kept == null ? null : kept.past());
    cases =
        new Casebook(
            new Casebook.Ground(
                new Districts(graph, signs), new Kinship(new Affinity(graph, signs))),
            new Casebook.State(
                kept == null ? null : kept.cases(),
                kept == null ? null : kept.waiting(),
                kept == null ? null : kept.revisions()));
    teller = new Teller(new Scene.Knowledge(graph, signs, changes), past);
    arrivals = new Arrivals(kept == null ? null : kept.early());
    backlog = new Backlog(kept == null ? null : kept.backlog());
    now = kept == null ? null : kept.now();
  }

  public State state() {
    Casebook.State kept = cases.state();
    return new State(
        kept.cases(),
        graph.state(),
        signs.state(),
        changes.state(),
        past.state(),
        kept.waiting(),
        kept.revisions(),
        arrivals.state(),
        backlog.state(),
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
    learnUpTo(now == null ? Instant.MIN : now);
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
    long before = graph.changes();
    graph.learn(facts);
    signs.learn(facts);
    changes.learn(facts);
    if (before != graph.changes()) {
      changed.add(Districts.name(facts.subject()));
    }
  }

  private List<Incident> tellAgain(ContainerFacts late) {
    Casebook.Turn turn = lookAgain();
    Set<Case> touched = new LinkedHashSet<>(turn.touched());
    for (Case each : cases.troubles()) {
      boolean isConcerned =
          each.all().stream()
              .anyMatch(finding -> finding.subject().stack().equals(late.subject().stack()));
      if (isConcerned) {
        touched.add(each);
      }
    }
    return tell(new Casebook.Turn(touched, turn.mergers(), turn.opened()), true);
  }

  /** What has become known of a stack may part otherwise what was found of it just now. */
  private Casebook.Turn lookAgain() {
    if (changed.isEmpty() || now == null) {
      return Casebook.Turn.NOTHING;
    }
    Casebook.Turn turn = cases.lookAgain(changed, now);
    changed.clear();
    return turn;
  }

  /** The dependencies that were learned from lines since the last time. */
  public List<LearnedDependency> learned() {
    List<LearnedDependency> dependencies = List.copyOf(learned);
    learned.clear();
    return dependencies;
  }

  /**
   * Takes a finding in; gives the incidents that are to be told anew. A finding of the past may
   * wait until all sources have been read so far.
   */
  public List<Incident> on(Finding finding) {
    return all(backlog.take(finding));
  }

  /** Takes in how far a source has been read; gives the incidents that are to be told with it. */
  public List<Incident> on(Progress progress) {
    backlog.take(progress);
    return all(backlog.due());
  }

  /**
   * Takes in that all facts of a partition up to a moment are known; gives the incidents that are
   * to be told with it.
   */
  public List<Incident> knowsFacts(int partition, Instant upTo) {
    backlog.knowsFacts(partition, upTo);
    return all(backlog.due());
  }

  /** Whether findings of the past wait for sources that have not been read so far. */
  public boolean isWaiting() {
    return backlog.isHolding();
  }

  /** No more comes: gives the incidents that are to be told of what has waited. */
  public List<Incident> finish() {
    return all(backlog.rest());
  }

  private List<Incident> all(List<Finding> due) {
    List<Incident> told = new ArrayList<>();
    due.forEach(finding -> told.addAll(take(finding)));
    return told;
  }

  private List<Incident> take(Finding finding) {
    Instant latest = pass(finding.updatedAt());
    List<Incident> told = new ArrayList<>();
    cases.forget(latest).forEach(each -> told.add(teller.giveUp(each, latest)));
    told.addAll(tell(lookAgain(), true));
    for (String line : Testimony.of(finding).lines()) {
      learned.addAll(graph.observe(finding.subject(), finding.updatedAt(), line));
    }
    told.addAll(tell(cases.take(finding, latest), false));
    return told;
  }

  private void learnUpTo(Instant time) {
    List<ContainerFacts> due =
        backlog.isUnknown() ? arrivals.due(time) : arrivals.due(time, backlog.settled());
    due.forEach(this::apply);
  }

  private Instant pass(Instant at) {
    Instant latest = now == null || at.isAfter(now) ? at : now;
    now = latest;
    learnUpTo(latest);
    graph.forget(latest);
    return latest;
  }

  private List<Incident> tell(Casebook.Turn turn, boolean onlyNews) {
    List<Incident> told = new ArrayList<>();
    for (Casebook.Merger merger : turn.mergers()) {
      Case part = merger.part();
      told.add(teller.part(part, merger.whole(), now == null ? part.updatedAt() : now));
      part.merge(merger.whole());
    }
    for (Case each : turn.touched()) {
      Incident incident = teller.tell(each);
      if (each.isNews(incident) || !onlyNews) {
        told.add(incident);
      }
    }
    return told;
  }
}
