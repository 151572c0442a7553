package io.tocsin.streams.incident;

import io.tocsin.streams.advice.Advisor;
import io.tocsin.streams.advice.Trouble;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a case into words, as a function of its findings and of what is known of the host. */
final class Teller {
  private final Scene.Knowledge knowledge;
  private final Scene.Knowledge withoutSigns;
  private final Gravity gravity;
  private final Past past;
  private final Advisor advisor;

  Teller(Scene.Knowledge knowledge, Past past) {
    this.knowledge = knowledge;
    withoutSigns = new Scene.Knowledge(knowledge.graph(), new Signs(null), knowledge.changes());
    this.past = past;
    advisor = new Advisor(knowledge.changes());
    gravity = new Gravity(knowledge.graph());
  }

  Suspects suspects(Case of) {
    return Suspects.of(new Scene(knowledge, of.all(), of.findings()));
  }

  /** Tells it as it stands, under a new revision if it differs in what matters. */
  Incident tell(Case told) {
    return tell(told, null);
  }

  /** The last word on one that goes on as a part of another. */
  Incident part(Case told, Case into, Instant now) {
    return tell(told, new Ending(into.id(), now));
  }

  /** The last word on one that is not over, but is followed no longer. */
  Incident giveUp(Case told, Instant now) {
    return tell(told, new Ending(null, now));
  }

  /** How it ends although its findings do not. */
  private record Ending(@Nullable String mergedInto, Instant at) {
    String inTitle() {
      return mergedInto == null ? "; followed no longer: too many others are open" : "";
    }
  }

  private Incident tell(Case told, @Nullable Ending ending) {
    // What happens to a container explains no information, such as what a stack lacks.
    Scene scene =
        new Scene(told.isInformation() ? withoutSigns : knowledge, told.all(), told.findings());
    Suspects suspects = Suspects.of(scene);
    Suspect cause = suspects.first();
    boolean isOpen = told.isOpen() && ending == null;
    Instant end = ending == null ? told.resolvedAt() : ending.at();
    if (end != null && !isOpen && ending == null) {
      past.note(cause, told.id(), end);
    }
    List<String> services = services(scene, suspects);
    Severity worst = gravity.of(told.findings());
    Incident.State state = isOpen ? Incident.State.OPEN : Incident.State.RESOLVED;
    Case.Signature signature =
        new Case.Signature(state, worst, cause.subject(), cause.detector(), grown(cause, services));
    Subject subject = cause.subject();
    return new Incident(
        Incident.SCHEMA,
        told.id(),
        told.revise(signature),
        state,
        isOpen ? gravity.of(lasting(told)) : worst,
        title(told, cause, services) + (ending == null ? "" : ending.inTitle()),
        subject.host(),
        subject.stack(),
        told.startedAt(),
        told.detectedAt(),
        ending == null ? told.updatedAt() : ending.at(),
        end,
        new Incident.Cause(
            subject.service(),
            cause.container(),
            cause.detector(),
            cause.summary(),
            suspects.confidence()),
        suspects.candidates(),
        new Story(scene, suspects).steps(),
        services,
        Observations.of(told.findings()),
        scene.changes(subject),
        advice(scene, cause, told),
        runbook(cause),
        end == null ? null : lasted(told.startedAt(), end),
        past.of(cause, told),
        ending == null ? null : ending.mergedInto(),
        null,
        null);
  }

  /**
   * While it is open it is as bad as what still goes on. That it has become milder wakes nobody:
   * what counts for a new revision is how bad it was.
   */
  private static List<Finding> lasting(Case told) {
    return told.findings().stream().filter(Finding::isFiring).toList();
  }

  private static Duration lasted(Instant from, Instant to) {
    return Duration.between(from, to);
  }

  private String title(Case told, Suspect cause, List<String> services) {
    String title = Headline.of(cause, told.all(), services.size());
    return gravity.isDegraded(told.all()) ? title + "; the stack can do without it" : title;
  }

  /** Where the page on a detector lies in what Tocsin comes with; signs have none. */
  private static Map<String, String> runbook(Suspect cause) {
    return cause.finding() == null || cause.leadingSign() != null
        ? Map.of()
        : Map.of("runbook", "docs/runbooks/%s.md".formatted(cause.detector()));
  }

  /** What runs again need not be started. */
  private static String befell(Suspect cause) {
    Sign sign = cause.leadingSign();
    boolean isUpAgain = sign != null && sign.kind() == Sign.Kind.STOPPED && sign.until() != null;
    return isUpAgain ? "restarted" : cause.detector();
  }

  private List<String> advice(Scene scene, Suspect cause, Case told) {
    Instant began = cause.onset().isAfter(scene.last()) ? scene.last() : cause.onset();
    Instant onset = cause.leadingSign() == null ? began : scene.replaced(cause.subject(), began);
    return advisor.on(
        new Trouble(
            cause.subject(),
            befell(cause),
            cause.container(),
            cause.finding(),
            told.findings(),
            onset,
            scene.nearness(cause.subject())));
  }

  /**
   * The services as far as they make news. What one command or one storm removes, or a host
   * refuses, comes service by service: that is told when there are twice as many, and in full at
   * the end.
   */
  private static SortedSet<String> grown(Suspect cause, List<String> services) {
    boolean isOfHost =
        Nature.isRemovalKind(cause.detector())
            || (cause.finding() != null && HostRefusal.of(cause.finding()).isPresent());
    return isOfHost
        ? new TreeSet<>(Set.of(Integer.toString(Integer.highestOneBit(services.size()))))
        : new TreeSet<>(services);
  }

  /** The services concerned, the cause first; the engine itself is none. */
  private static List<String> services(Scene scene, Suspects suspects) {
    List<Subject> concerned =
        suspects.ranked().stream()
            .filter(suspect -> suspect.isFound() || suspect.equals(suspects.first()))
            .map(Suspect::subject)
            .toList();
    return Stream.concat(concerned.stream(), scene.complainers(concerned).stream())
        .map(Subject::service)
        .filter(service -> !service.isEmpty())
        .distinct()
        .toList();
  }
}
