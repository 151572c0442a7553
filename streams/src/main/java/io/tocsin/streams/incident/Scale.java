package io.tocsin.streams.incident;

import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.graph.Route;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weighs what speaks for one service as the cause, and what against it, a reason a line. */
final class Scale {
  private static final Duration JUST_NOW = Duration.ofSeconds(10);
  private static final Duration JUST = Duration.ofMinutes(2);
  private static final Duration SHORTLY = Duration.ofMinutes(15);
  private static final Duration TODAY = Duration.ofHours(24);
  private static final double SECONDS_A_POINT = 4;

  /** Whose figures can be held against their threshold: twice as much is twice as bad. */
  private static final Set<String> MEASURED =
      Set.of("error-spike", "error-ratio", "http-errors", "slow-requests", "cpu-throttling");

  private final Scene scene;
  private final Subject subject;
  private final @Nullable Finding finding;
  private final @Nullable Sign sign;
  private final List<Incident.Reason> reasons = new ArrayList<>();

  private Scale(Scene scene, Subject subject) {
    this.scene = scene;
    this.subject = subject;
    finding = scene.inTrouble().get(subject);
    sign = scene.sign(subject);
  }

  static Suspect weigh(Scene scene, Subject subject) {
    Scale scale = new Scale(scene, subject);
    scale.evidence();
    scale.words();
    scale.onset();
    scale.position();
    scale.witnesses();
    scale.change();
    return new Suspect(subject, scale.finding, scale.sign, scale.reasons);
  }

  private void evidence() {
    boolean direct = finding != null && Nature.of(finding).direct();
    if (finding != null) {
      add(Weights.of(finding), finding.detector() + ": " + finding.summary());
      deviation(finding);
      int more = Math.min(2, scene.findings(subject).size() - 1);
      add(more * Weights.SECOND_FINDING, "more was found of it");
      if (scene.information(subject).stream().anyMatch(each -> isNewError(each))) {
        add(Weights.NEW_ERROR, "it logs an error never seen before");
      }
    }
    if (sign == null && finding == null) {
      add(Weights.NOTHING_FOUND, "nothing was found of itself");
    }
    if (sign != null && !direct) {
      add(sign.kind().points(), sign.statement());
    }
  }

  private static boolean isNewError(Finding information) {
    return information.detector().equals("new-error");
  }

  /** How far beyond its limit; a detector that is late sees no less. */
  private void deviation(Finding of) {
    if (MEASURED.contains(of.detector()) && of.threshold() > 0 && of.value() > of.threshold()) {
      double doublings = Math.log(of.value() / of.threshold()) / Math.log(2);
      int points = (int) Math.min(Weights.STRONGEST_DEVIATION, Math.round(doublings));
      add(points, "%s times its threshold".formatted(Numbers.brief(of.value() / of.threshold())));
    }
  }

  /** What its own last lines say. */
  private void words() {
    Optional<String> complaint = scene.complaint(subject);
    if (finding == null) {
      complaint.ifPresent(line -> add(Weights.COMPLAINS, "it could not reach another: " + line));
      return;
    }
    Optional<String> fault = scene.ownFault(subject);
    fault.ifPresent(line -> add(Weights.OWN_FAULT, "it says itself: " + line));
    if (fault.isEmpty()) {
      words(Testimony.of(finding), complaint);
    }
  }

  private void words(Testimony testimony, Optional<String> complaint) {
    Optional<String> itself = testimony.ofItself();
    itself.ifPresent(line -> add(Weights.CANNOT_REACH_ITSELF, "it does not reach itself: " + line));
    boolean mayComplain = testimony.isSymptom() && itself.isEmpty();
    Optional<String> refusal =
        testimony.refusal().or(() -> mayComplain ? complaint : Optional.empty());
    refusal.ifPresent(line -> add(Weights.NAMES_ANOTHER, "it could not reach another: " + line));
    if (refusal.isEmpty() && mayComplain) {
      testimony
          .unserved()
          .ifPresent(line -> add(Weights.IS_NOT_SERVED, "its probe found no service: " + line));
    }
  }

  private void onset() {
    Span own = span();
    if (scene.candidates().size() < 2 || own == null) {
      return;
    }
    Duration late = Duration.ZERO;
    for (Map.Entry<Subject, Finding> other : scene.inTrouble().entrySet()) {
      Span began = scene.span(other.getKey(), other.getValue());
      if (!other.getKey().equals(subject) && began.isSurelyBefore(own)) {
        Duration gap = began.gap(own);
        late = gap.compareTo(late) > 0 ? gap : late;
      }
    }
    if (late.isZero()) {
      add(Weights.BEGAN_FIRST, "nothing began before it");
    } else {
      int points =
          (int) Math.max(Weights.LATEST, -Math.ceil(late.toMillis() / 1e3 / SECONDS_A_POINT));
      add(points, "it began %s after another".formatted(Durations.format(seconds(late))));
    }
  }

  private static Duration seconds(Duration precise) {
    return Duration.ofSeconds(Math.max(1, precise.toSeconds()));
  }

  private @Nullable Span span() {
    Span found = finding == null ? null : scene.span(subject, finding);
    Span signed = sign == null ? null : Span.of(sign);
    if (found == null || (signed != null && signed.latest().isBefore(found.latest()))) {
      return signed;
    }
    return found;
  }

  private void position() {
    List<String> dependants = new ArrayList<>();
    double explained = 0;
    int others = 0;
    for (Subject other : scene.inTrouble().keySet()) {
      if (other.equals(subject)) {
        continue;
      }
      others++;
      Route route = scene.graph().route(other, subject);
      double share = subject.isEngine() ? 1 : route == null ? 0 : route.confidence();
      explained += share;
      if (share > 0) {
        dependants.add(other.service());
      }
    }
    if (explained > 0) {
      String who = String.join(", ", dependants);
      add(
          (int) Math.round(Weights.ALL_DEPEND_ON_IT * explained / others),
          subject.isEngine()
              ? "all others run on it"
              : "%d of %d others in trouble depend on it: %s"
                  .formatted(dependants.size(), others, who));
    }
    if (explained == 0 && finding == null) {
      add(Weights.NOBODY_DEPENDS_ON_IT, "nobody in trouble is known to depend on it");
    }
    upstream();
  }

  /** The trouble of what it depends on may be the cause of its own. */
  private void upstream() {
    if (finding == null) {
      return;
    }
    int own = strength(subject);
    Subject worst = null;
    double most = 0;
    for (Map.Entry<Subject, Route> on : scene.graph().upstream(subject).entrySet()) {
      int theirs = isOver(on.getKey()) ? 0 : strength(on.getKey());
      double blame = on.getValue().confidence() * Math.min(1, theirs / (double) Math.max(1, own));
      if (blame > most && theirs * 2 >= own) {
        most = blame;
        worst = on.getKey();
      }
    }
    if (worst != null) {
      double doubt = scene.ownFault(subject).isPresent() ? 0.5 : 1;
      int points = (int) Math.round(Weights.DEPENDS_ON_TROUBLE * most * doubt);
      add(points, "it depends on %s, which is in trouble too".formatted(worst.service()));
    }
  }

  /** What others only said of it, and no longer when the trouble here began, explains nothing. */
  private boolean isOver(Subject upstream) {
    Span began = span();
    boolean isOnlyNamed = scene.inTrouble().get(upstream) == null && scene.sign(upstream) == null;
    return isOnlyNamed
        && began != null
        && !scene.isNamedSince(upstream, began.earliest().minus(JUST_NOW));
  }

  private int strength(Subject of) {
    Finding found = scene.inTrouble().get(of);
    Sign seen = scene.sign(of);
    int said = scene.witnesses(of).isEmpty() ? 0 : Weights.FIRST_WITNESS;
    return Math.max(
        Math.max(said, found == null ? 0 : Weights.of(found)),
        seen == null ? 0 : seen.kind().points());
  }

  private void witnesses() {
    Map<Subject, String> lines = scene.witnesses(subject);
    boolean first = true;
    for (Map.Entry<Subject, String> witness : lines.entrySet()) {
      int points = first ? Weights.FIRST_WITNESS : Weights.FURTHER_WITNESS;
      add(points, "%s says: %s".formatted(witness.getKey().service(), witness.getValue()));
      first = false;
    }
  }

  private void change() {
    Scene.Change last = scene.change(subject);
    if (last == null) {
      return;
    }
    Duration before = last.before();
    int points = 0;
    if (before.compareTo(JUST) <= 0) {
      points = Weights.CHANGED_JUST_BEFORE;
    } else if (before.compareTo(SHORTLY) <= 0) {
      points = Weights.CHANGED_SHORTLY_BEFORE;
    } else if (before.compareTo(TODAY) <= 0) {
      points = Weights.CHANGED_TODAY;
    }
    String when = Durations.format(seconds(before));
    add(
        points,
        "%s %s before: %s"
            .formatted(Changed.verb(last.change()), when, Changed.what(last.change())));
  }

  private void add(int points, String statement) {
    if (points != 0) {
      reasons.add(new Incident.Reason(points, Numbers.cut(statement)));
    }
  }
}
