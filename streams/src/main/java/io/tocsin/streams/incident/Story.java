package io.tocsin.streams.incident;

import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.graph.Edge;
import io.tocsin.streams.graph.Route;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the way from the symptom that people feel to the cause, a step a statement. */
final class Story {
  private static final int MOST_OTHERS = 8;
  private static final int MOST_OF_CAUSE = 3;
  private static final int MOST_PARTS = 3;

  private final Scene scene;
  private final Suspects suspects;
  private final Suspect cause;

  Story(Scene scene, Suspects suspects) {
    this.scene = scene;
    this.suspects = suspects;
    cause = suspects.first();
  }

  List<Incident.Step> steps() {
    List<Incident.Step> steps = new ArrayList<>();
    Suspect symptom = symptom();
    if (symptom != null) {
      steps.addAll(way(symptom));
    }
    scene.findings(cause.subject()).stream()
        .filter(finding -> !finding.equals(cause.finding()) || cause.leadingSign() != null)
        .sorted(Comparator.comparingInt((Finding each) -> Nature.of(each).rank()).reversed())
        .limit(MOST_OF_CAUSE)
        .forEach(finding -> steps.add(step(finding, finding.summary())));
    steps.add(blamed());
    if (!isInformation()) {
      Scene.Change change = scene.change(cause.subject());
      if (change != null && change.before().compareTo(Duration.ofDays(1)) <= 0) {
        steps.add(before(change));
      }
      steps.add(new Unknown(scene, suspects).step());
    }
    return steps;
  }

  private boolean isInformation() {
    Finding finding = cause.finding();
    return finding != null && (Information.isInformation(finding) || Nature.isOfTelemetry(finding));
  }

  /** The service in trouble that is furthest from the cause. */
  private @Nullable Suspect symptom() {
    return suspects.ranked().stream()
        .filter(suspect -> !suspect.equals(cause) && suspect.isFound())
        .max(
            Comparator.comparingInt(this::distance)
                .thenComparing(suspect -> !scene.graph().isOptional(suspect.subject()))
                .thenComparing(Suspect::onset, Comparator.reverseOrder())
                .thenComparing(suspect -> suspect.subject().key(), Comparator.reverseOrder()))
        .orElse(null);
  }

  private int distance(Suspect suspect) {
    Route route = scene.graph().route(suspect.subject(), cause.subject());
    return route == null ? 0 : route.steps();
  }

  private List<Incident.Step> way(Suspect symptom) {
    Route route = scene.graph().route(symptom.subject(), cause.subject());
    List<Incident.Step> steps = new ArrayList<>();
    if (route == null) {
      steps.add(found(symptom.subject(), null));
    } else {
      route.edges().forEach(edge -> steps.add(found(edge.from(), edge)));
    }
    List<String> others = others(steps);
    if (!others.isEmpty()) {
      Incident.Step first = steps.get(0);
      List<String> evidence = new ArrayList<>(first.evidence());
      evidence.addAll(others);
      steps.set(0, new Incident.Step(first.service(), first.statement(), evidence));
    }
    return steps;
  }

  /** Whoever else was hit. */
  private List<String> others(List<Incident.Step> told) {
    return scene.inTrouble().values().stream()
        .filter(finding -> !finding.subject().equals(cause.subject()))
        .filter(
            finding ->
                told.stream().noneMatch(s -> s.service().equals(finding.subject().service())))
        .sorted(Comparator.comparing(Finding::startedAt).thenComparing(Finding::id))
        .limit(MOST_OTHERS)
        .map(finding -> "also " + Quotes.seen(finding))
        .toList();
  }

  private Incident.Step found(Subject subject, @Nullable Edge edge) {
    Finding finding = scene.inTrouble().get(subject);
    String link = edge == null ? "" : link(edge);
    if (finding != null) {
      return withEdge(step(finding, finding.summary() + (edge == null ? "" : "; " + link)), edge);
    }
    return withEdge(new Incident.Step(subject.service(), link, List.of()), edge);
  }

  private static String link(Edge edge) {
    return "%s depends on %s".formatted(edge.from().service(), edge.to().service());
  }

  private Incident.Step withEdge(Incident.Step step, @Nullable Edge edge) {
    if (edge == null) {
      return step;
    }
    List<String> evidence = new ArrayList<>(step.evidence());
    String line = scene.witnesses(edge.to()).get(edge.from());
    evidence.add(
        "%s → %s: %s"
            .formatted(
                edge.from().service(),
                edge.to().service(),
                line == null ? edge.because() : "its own line says: " + line));
    return new Incident.Step(step.service(), step.statement(), evidence);
  }

  private static Incident.Step step(Finding finding, String statement) {
    return new Incident.Step(finding.subject().service(), statement, Quotes.of(finding));
  }

  /** What is taken for the cause. */
  private Incident.Step blamed() {
    Sign sign = cause.leadingSign();
    String service = cause.subject().service();
    List<String> lines = new ArrayList<>(sign == null ? List.of() : sign.evidence());
    scene.witnesses(cause.subject()).forEach((who, line) -> lines.add(who.service() + ": " + line));
    if (sign == null && cause.finding() != null) {
      return step(cause.finding(), cause.summary());
    }
    return new Incident.Step(service, cause.summary(), lines);
  }

  /** All that was changed at once, as far as it fits into a sentence. */
  private String parts(Incident.Change change) {
    return scene.changes(cause.subject()).stream()
        .filter(each -> each.service().equals(change.service()))
        .filter(each -> each.at().equals(change.at()))
        .limit(MOST_PARTS)
        .map(Changed::what)
        .collect(Collectors.joining(", "));
  }

  /** What was done to it before. */
  private Incident.Step before(Scene.Change last) {
    Incident.Change change = last.change();
    String statement =
        "it began %s after %s of %s (%s)"
            .formatted(
                Durations.format(Duration.ofSeconds(Math.max(1, last.before().toSeconds()))),
                change.deployment() == null ? "a change" : "a deployment",
                change.service(),
                parts(change));
    List<String> evidence =
        scene.changes(cause.subject()).stream()
            .filter(each -> each.service().equals(change.service()))
            .filter(each -> Objects.equals(each.deployment(), change.deployment()))
            .limit(MOST_OTHERS)
            .map(Changed::line)
            .toList();
    return new Incident.Step(
        change.service(),
        statement,
        evidence.isEmpty()
            ? List.of(Numbers.time(change.at()) + ' ' + Changed.what(change))
            : evidence);
  }
}
