package io.tocsin.streams.incident;

import io.tocsin.streams.change.ChangeLedger;
import io.tocsin.streams.change.Relation;
import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.streams.graph.Route;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that can be known of an incident when its cause is asked for. */
final class Scene {
  /**
   * The most telling of a service first. Of one rank the gravest, then who told first: what only
   * says the same again is no news.
   */
  static final Comparator<Finding> TELLING =
      Comparator.<Finding, Boolean>comparing(finding -> !Nature.of(finding).direct())
          .thenComparingInt(finding -> Nature.of(finding).rank())
          .thenComparing(Finding::severity, Comparator.reverseOrder())
          .thenComparing(Finding::detectedAt)
          .thenComparing(Finding::id);

  private static final Duration JUST_BEFORE = Duration.ofMinutes(1);
  private static final int A_FEW = 12;

  /** A deployment takes so long from its first service to its last. */
  private static final Duration AT_ONCE = Duration.ofSeconds(15);

  private final Knowledge knowledge;
  private final List<Finding> findings;
  private final List<Finding> everything;
  private final Map<Subject, Finding> best = new LinkedHashMap<>();
  private final Map<Subject, List<Incident.Change>> changes = new HashMap<>();
  private final Complaints complaints;
  private final Map<Subject, Optional<Sign>> signs = new HashMap<>();
  private final Map<Subject, Span> spans = new HashMap<>();
  private final Map<Subject, Optional<String>> ownFaults = new HashMap<>();
  private final Instant first;
  private final Instant last;
  private final Instant known;
  private final Duration doubt;
  private @Nullable Set<Subject> candidates;

  /** What is known of the host apart from findings. */
  record Knowledge(DependencyGraph graph, Signs signs, ChangeLedger changes) {}

  /**
   * @param findings those that make the incident
   * @param everything with the information that has joined it
   */
  Scene(Knowledge knowledge, Collection<Finding> findings, Collection<Finding> everything) {
    this.knowledge = knowledge;
    this.findings =
        findings.stream()
            .sorted(
                Comparator.comparing((Finding each) -> isAnswer(each, findings))
                    .thenComparing(TELLING))
            .toList();
    this.everything = List.copyOf(everything);
    this.findings.forEach(finding -> best.merge(finding.subject(), finding, Scene::current));
    first = findings.stream().map(Finding::startedAt).min(Instant::compareTo).orElse(Instant.MIN);
    last = findings.stream().map(Finding::startedAt).max(Instant::compareTo).orElse(Instant.MAX);
    known = everything.stream().map(Finding::updatedAt).max(Instant::compareTo).orElse(last);
    doubt = doubt();
    complaints = new Complaints(everything, graph());
  }

  /** Of what the same detector found again, what goes on tells more, and then what is worse. */
  private static Finding current(Finding first, Finding other) {
    boolean isAgain =
        first.detector().equals(other.detector()) && first.severity() == other.severity();
    boolean isNow =
        first.isFiring() == other.isFiring() ? other.value() > first.value() : other.isFiring();
    return isAgain && isNow ? other : first;
  }

  /** Whether it was removed while something was wrong already: that was done about it. */
  private static boolean isAnswer(Finding removal, Collection<Finding> findings) {
    return findings.stream()
        .filter(each -> each.subject().equals(removal.subject()))
        .filter(each -> Kinship.isBeforeItsRemoval(each, removal))
        .anyMatch(each -> Kinship.lastsAt(each, removal.startedAt()));
  }

  DependencyGraph graph() {
    return knowledge.graph();
  }

  /** The findings of a service, the most telling first. */
  List<Finding> findings(Subject subject) {
    return findings.stream().filter(finding -> finding.subject().equals(subject)).toList();
  }

  /** Information of a service that has joined. */
  List<Finding> information(Subject subject) {
    return everything.stream()
        .filter(finding -> finding.subject().equals(subject) && Information.isInformation(finding))
        .toList();
  }

  /** The services in trouble, and the most telling finding of each. */
  Map<Subject, Finding> inTrouble() {
    return best;
  }

  /** When the trouble of a service began that is told; everybody's is held against everybody's. */
  Span span(Subject inTrouble, Finding found) {
    return spans.computeIfAbsent(inTrouble, subject -> Span.of(found, graph()));
  }

  /** The line in which it names a fault of its own, whichever finding holds it. */
  Optional<String> ownFault(Subject subject) {
    return ownFaults.computeIfAbsent(subject, this::readOwnFault);
  }

  private Optional<String> readOwnFault(Subject subject) {
    return everything.stream()
        .filter(finding -> finding.subject().equals(subject))
        .flatMap(finding -> Testimony.of(finding).ownFault().stream())
        .findFirst();
  }

  /** Who named this service in lines about failed connections, and the line of each. */
  Map<Subject, String> witnesses(Subject subject) {
    return complaints.about(subject);
  }

  /** Whether anybody still named this service then, or later. */
  boolean isNamedSince(Subject subject, Instant when) {
    return complaints.isNamedSince(subject, when);
  }

  /** The line in which it names another first that it could not reach. */
  Optional<String> complaint(Subject subject) {
    return complaints.by(subject);
  }

  /** Who goes on complaining of one of these. */
  Set<Subject> complainers(Collection<Subject> named) {
    return complaints.lasting(named);
  }

  /** When the first trouble began. */
  Instant first() {
    return first;
  }

  /** When the last trouble began. */
  Instant last() {
    return last;
  }

  /** The gravest of the signs that concern this incident; null for none. */
  @Nullable Sign sign(Subject subject) {
    return signs.computeIfAbsent(subject, this::gravest).orElse(null);
  }

  private Optional<Sign> gravest(Subject subject) {
    return knowledge.signs().of(subject, first.minus(doubt), last).stream()
        .filter(sign -> !sign.mayBeOfDeployment(known))
        .filter(sign -> sign.kind() != Sign.Kind.STOPPED || !sign.at().isAfter(begun()))
        .max(
            Comparator.comparingInt((Sign sign) -> sign.kind().points())
                .thenComparing(Sign::at, Comparator.reverseOrder()));
  }

  /**
   * Until when what was done to a service can have brought this about: what is stopped, started
   * again or changed later is done about it. A share of errors may seem to begin too early.
   */
  private Instant begun() {
    return findings.stream()
        .filter(finding -> !finding.detector().equals("error-ratio"))
        .map(Finding::startedAt)
        .min(Instant::compareTo)
        .orElse(first)
        .plus(AT_ONCE);
  }

  private Duration doubt() {
    return findings.stream()
        .map(finding -> Span.of(finding, graph()))
        .map(span -> Duration.between(span.earliest(), span.latest()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Whom to suspect: who is in trouble, what they depend on, whom they name, and the host. */
  Set<Subject> candidates() {
    Set<Subject> known = candidates;
    if (known == null) {
      known = suspected();
      candidates = known;
    }
    return known;
  }

  private Set<Subject> suspected() {
    Set<Subject> suspected = new LinkedHashSet<>(best.keySet());
    for (Subject troubled : best.keySet()) {
      graph().upstream(troubled).keySet().stream()
          .filter(upstream -> !best.containsKey(upstream))
          .filter(upstream -> sign(upstream) != null || !witnesses(upstream).isEmpty())
          .forEach(suspected::add);
    }
    best.keySet().forEach(each -> addBeside(each, suspected));
    addEngine(suspected);
    return suspected;
  }

  private void addEngine(Set<Subject> suspected) {
    Subject engine = Subject.ofEngine(best.keySet().iterator().next().host());
    Sign end = sign(engine);
    boolean mayBe =
        end != null && best.values().stream().anyMatch(each -> Testimony.of(each).mayFollow(end));
    if (mayBe) {
      suspected.add(engine);
    }
  }

  /** Not all that depend on another say so: what was just done to one of the stack may be why. */
  private void addBeside(Subject troubled, Set<Subject> suspected) {
    boolean isStranger = graph().isStranger(troubled);
    graph().services(troubled.stack()).stream()
        .map(service -> new Subject(troubled.host(), troubled.stack(), service))
        .filter(other -> !troubled.stack().isEmpty() && isWorthAsking(sign(other), isStranger))
        .forEach(suspected::add);
  }

  private boolean isWorthAsking(@Nullable Sign sign, boolean isStranger) {
    return sign != null
        && (isStranger
            || (sign.until() == null
                && sign.kind() != Sign.Kind.DIED
                && sign.at().isAfter(first.minus(JUST_BEFORE))));
  }

  /** The changes of a service's stack before this, the nearest and most related first. */
  List<Incident.Change> changes(Subject cause) {
    return changes.computeIfAbsent(
        cause,
        each -> knowledge.changes().before(each.stack(), replaced(each, last), nearness(each)));
  }

  /**
   * When its trouble began; or, where its container was replaced, when the new one ran: what was
   * changed with it comes after the end of the old one, of which others complain at once.
   */
  Instant replaced(Subject subject, Instant onset) {
    Sign sign = sign(subject);
    Instant runs = sign == null || sign.kind() != Sign.Kind.STOPPED ? null : sign.until();
    return runs != null && runs.isAfter(onset) ? runs : onset;
  }

  /** What the cause itself depends on is nearer to it than the rest of its stack. */
  Relation nearness(Subject cause) {
    return service -> {
      Subject other = new Subject(cause.host(), cause.stack(), service);
      Route route = graph().route(cause, other);
      return other.equals(cause) ? 0 : route == null ? Relation.REMOTE : route.steps();
    };
  }

  /** The last change of a service before its trouble; null for none. */
  @Nullable Change change(Subject subject) {
    Finding finding = best.get(subject);
    Instant found = finding == null ? last : finding.startedAt();
    Instant begun = found.isAfter(begun()) ? begun() : found;
    Instant onset = finding == null ? replaced(subject, begun) : begun;
    List<Incident.Change> made = candidates().size() > A_FEW ? ofAll(subject) : changes(subject);
    return made.stream()
        .filter(change -> change.service().equals(subject.service()))
        .filter(change -> !change.at().isAfter(onset) && !change.what().equals("created"))
        .map(change -> new Change(change, Duration.between(change.at(), onset)))
        .min(Comparator.comparing(Change::before)) // of equals the first: the image
        .orElse(null);
  }

  /** What was done to all that are in trouble, looked up once: they may be a hundred. */
  private List<Incident.Change> ofAll(Subject one) {
    Relation anybody =
        service ->
            best.containsKey(new Subject(one.host(), one.stack(), service)) ? 0 : Relation.REMOTE;
    return changes.computeIfAbsent(
        new Subject(one.host(), one.stack(), ""),
        each -> knowledge.changes().before(each.stack(), last, anybody));
  }

  /** A change, and how long before the trouble it was made. */
  record Change(Incident.Change change, Duration before) {}
}
