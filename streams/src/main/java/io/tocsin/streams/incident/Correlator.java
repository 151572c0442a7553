package io.tocsin.streams.incident;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.change.LedgerState;
import io.tocsin.streams.change.Relation;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of one host. Fed with findings and with the containers' facts; its time is that of
 * the findings.
 */
public final class Correlator {
  /** How long a resolved incident is the same one if its services fail again. */
  private static final Duration REOPEN = Duration.ofMinutes(5);

  private static final int MOST_CASES = 500;

  private final DependencyGraph graph;
  private final ChangeLedger changes;
  private final List<Case> cases = new ArrayList<>();
  private final Joining joining;
  private final Information information;

  /** What is kept; {@code waiting} are findings that opened nothing. */
  public record State(
      List<Case.State> cases,
      Map<String, List<String>> dependencies,
      LedgerState.@Nullable State changes,
      @Nullable List<Finding> waiting) {}

  public Correlator(String host, Dependencies declared, @Nullable State kept) {
    graph = new DependencyGraph(declared, kept == null ? null : kept.dependencies());
    changes = new ChangeLedger(kept == null ? null : kept.changes());
    joining = new Joining(graph);
    information = new Information(kept == null ? null : kept.waiting());
    if (kept != null) {
      kept.cases().forEach(state -> cases.add(Case.restore(state)));
    }
  }

  public State state() {
    return new State(
        cases.stream().map(Case::state).toList(),
        graph.state(),
        changes.state(),
        information.state());
  }

  /** Learns dependencies and changes. */
  public void learn(ContainerFacts facts) {
    graph.learn(facts);
    changes.learn(facts);
  }

  /** Takes a finding in; gives the incidents that are to be told anew. */
  public List<Incident> on(Finding finding) {
    forget(finding.updatedAt());
    information.forget(finding.updatedAt());
    Case known = known(finding);
    if (known == null && !finding.isFiring()) {
      information.take(waiting -> waiting.id().equals(finding.id()));
      return List.of();
    }
    Case joined = known == null ? find(finding) : known;
    if (joined == null && opensNothing(finding)) {
      information.await(finding);
      return List.of();
    }
    Case grown = joined == null ? open(finding) : joined;
    grown.put(finding);
    takeInformation(grown);
    return List.of(tell(grown));
  }

  private Case open(Finding finding) {
    Case opened = Case.open(finding);
    cases.add(opened);
    return opened;
  }

  private static boolean opensNothing(Finding finding) {
    return Information.isInformation(finding) && !Information.standsForItself(finding);
  }

  /** An incident to join; information keeps to its own kind, or goes with trouble that is open. */
  private @Nullable Case find(Finding finding) {
    if (Information.standsForItself(finding)) {
      return cases.stream()
          .filter(each -> Information.isSame(each, finding))
          .findFirst()
          .orElse(null);
    }
    boolean open = Information.isInformation(finding);
    return joining.find(
        finding,
        cases.stream().filter(each -> !each.isInformation() && (each.isOpen() || !open)).toList());
  }

  /** What was noticed just before the trouble began belongs to it. */
  private void takeInformation(Case trouble) {
    if (!trouble.isInformation()) {
      information
          .take(finding -> joining.find(finding, List.of(trouble)) != null)
          .forEach(trouble::put);
    }
  }

  private @Nullable Case known(Finding finding) {
    for (Case each : cases) {
      if (each.contains(finding.id())) {
        return each;
      }
    }
    return null;
  }

  private void forget(Instant now) {
    cases.removeIf(
        each -> {
          Instant resolved = each.resolvedAt();
          return resolved != null && resolved.plus(REOPEN).isBefore(now);
        });
    if (cases.size() > MOST_CASES) {
      cases.remove(0);
    }
  }

  private Incident tell(Case told) {
    Suspects suspects = Suspects.of(told.all(), graph);
    Subject cause = suspects.first().subject();
    Finding finding = suspects.first().finding();
    List<String> services = services(suspects);
    Incident.State state = told.isOpen() ? Incident.State.OPEN : Incident.State.RESOLVED;
    int revision =
        told.revise(
            new Case.Signature(
                state, told.severity(), cause, finding.detector(), grown(finding, services)));
    return new Incident(
        Incident.SCHEMA,
        told.id(),
        revision,
        state,
        told.severity(),
        Headline.of(suspects.first(), services.size()),
        cause.host(),
        cause.stack(),
        told.startedAt(),
        told.detectedAt(),
        told.updatedAt(),
        told.resolvedAt(),
        new Incident.Cause(
            cause.service(),
            finding.container(),
            finding.detector(),
            finding.summary(),
            suspects.confidence()),
        suspects.candidates(),
        new Story(suspects, graph).steps(told.findings()),
        services,
        told.findings().stream().map(Incident.Observation::of).toList(),
        changes.before(cause.stack(), told.latestOnset(), relation(cause)),
        Advice.of(finding, told.findings()),
        Map.of());
  }

  /** What the cause itself depends on is nearer to it than the rest of its stack. */
  private Relation relation(Subject cause) {
    return service -> {
      int steps = graph.distance(cause, new Subject(cause.host(), cause.stack(), service));
      return steps < 0 ? Relation.REMOTE : steps;
    };
  }

  /**
   * The services as far as they make news. What one command or one storm removes comes service by
   * service: that is told when there are twice as many, and in full at the end.
   */
  private static SortedSet<String> grown(Finding cause, List<String> services) {
    return Nature.isRemoval(cause)
        ? new TreeSet<>(Set.of(Integer.toString(Integer.highestOneBit(services.size()))))
        : new TreeSet<>(services);
  }

  /** The services concerned, the cause first; the engine itself is none. */
  private static List<String> services(Suspects suspects) {
    return suspects.ranked().stream()
        .map(suspect -> suspect.subject().service())
        .filter(service -> !service.isEmpty())
        .distinct()
        .toList();
  }
}
