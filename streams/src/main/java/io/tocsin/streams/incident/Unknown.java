package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says, at the end, what the record does not tell. */
final class Unknown {
  private final Scene scene;
  private final Suspects suspects;
  private final Suspect cause;

  Unknown(Scene scene, Suspects suspects) {
    this.scene = scene;
    this.suspects = suspects;
    cause = suspects.first();
  }

  Incident.Step step() {
    return new Incident.Step(cause.subject().service(), "not known: " + question(), evidence());
  }

  private String question() {
    String name = cause.subject().service();
    Scene.Change change = scene.change(cause.subject());
    boolean isRecent = change != null && change.before().compareTo(Duration.ofDays(1)) <= 0;
    String detector = cause.detector();
    if (isRecent && change != null && !Nature.isRemovalKind(detector)) {
      return "whether that change brought it about, and what in it";
    }
    return switch (detector) {
      case Nature.OOM_KILL, "memory-ratio", "memory-forecast" ->
          "what in %s took the memory".formatted(name);
      case Nature.API_STORM -> "who calls the engine; its events do not name the caller";
      case Nature.FORCE_REMOVAL, "stopped", "paused", "disconnected" ->
          "who did it; the engine's events do not name the caller";
      case "restarted-host" -> "why the engine or the host went down";
      case "unreachable" -> "what happened to %s itself".formatted(name);
      case "start-failed", "exited", "restart-rate", "died" -> "why; " + done(name);
      default -> "what lies behind it; " + done(name);
    };
  }

  /** That a container was created, or changed days ago, is in the list, and explains nothing. */
  private String done(String name) {
    return own() == 0
        ? "nothing was changed in %s before".formatted(name)
        : "what was done to %s before does not tell".formatted(name);
  }

  private long own() {
    return scene.changes(cause.subject()).stream()
        .filter(change -> change.service().equals(cause.subject().service()))
        .count();
  }

  private List<String> evidence() {
    List<String> lines = new ArrayList<>();
    int changes = scene.changes(cause.subject()).size();
    if (!cause.subject().isEngine()) {
      lines.add(
          "in the 72 hours before %s: %d changes of the stack, %d of them of %s"
              .formatted(Numbers.time(scene.first()), changes, own(), cause.subject().service()));
    }
    Finding finding = cause.finding();
    boolean isSilent =
        finding != null
            && Testimony.of(finding).lines().isEmpty()
            && Nature.of(finding).direct()
            && !cause.subject().isEngine();
    if (isSilent) {
      lines.add("no last lines of %s were recorded".formatted(cause.subject().service()));
    }
    List<Incident.Candidate> candidates = suspects.candidates();
    if (candidates.size() > 1 && candidates.get(1).score() > 0) {
      Incident.Candidate next = candidates.get(1);
      lines.add(
          "the next likely cause: %s, %s %%"
              .formatted(next.service(), Numbers.brief(next.score() * 100)));
    }
    return lines;
  }
}
