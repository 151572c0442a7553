package io.tocsin.streams.advice;

import io.tocsin.streams.change.Makeup;
import io.tocsin.telemetry.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps for each kind of trouble, in the order in which one would take them. */
final class Steps {
  private final Trouble trouble;
  private final Place place;
  private final List<String> back;
  private final Clues clues;
  private final List<String> steps = new ArrayList<>();

  /**
   * @param back how to go back to what was before
   */
  Steps(Trouble trouble, Place place, List<String> back, Clues clues) {
    this.trouble = trouble;
    this.place = place;
    this.back = back;
    this.clues = clues;
  }

  List<String> of() {
    switch (trouble.kind()) {
      case "restart-rate", "exited", "died" -> died();
      case "start-failed" -> refused();
      case "oom-kill", "memory-ratio", "memory-forecast" -> memory();
      case "cpu-throttling" -> cpu();
      case "unhealthy" -> unhealthy();
      case "startup-order" -> order();
      case "api-storm" -> storm();
      case "force-removal" -> removed();
      case "error-spike", "error-ratio", "http-errors", "new-error", "log-pattern" -> errors();
      case "slow-requests" -> slow();
      case "log-silence" -> silent();
      default -> rest();
    }
    return steps;
  }

  private void rest() {
    switch (trouble.kind()) {
      case "paused" -> add("Let it go on: docker unpause %s".formatted(place.container()));
      case "stopped" -> add("Start it again: %s".formatted(place.up()));
      case "restarted" -> logs("It runs again. See whether it is well: docker logs --since 10m %s");
      case "disconnected" -> disconnected();
      case "restarted-host" ->
          add("See why: journalctl -u docker --since -1h, and how long the host is up: uptime");
      case "unreachable" -> {
        add(
            "See whether %s is well: docker logs --since 10m %s"
                .formatted(place.service(), place.container()));
        add("… and how much it takes: docker stats --no-stream %s".formatted(place.container()));
      }
      case "collector-silent" ->
          add(
              ("Look at the host %s: is it up, does its engine answer (docker info), does tocsin"
                      + " run?")
                  .formatted(place.host()));
      case "telemetry-gap" -> add("Take silence in that time for ignorance, not for health.");
      case "audit" -> add("Mend it in the Compose file when there is time; nothing is broken.");
      case "deprecation" ->
          add("Plan it: what is deprecated now fails with some later version; nothing is broken.");
      default -> {}
    }
  }

  private void died() {
    List<String> clues = clues();
    steps.addAll(clues);
    if (clues.isEmpty() && trouble.finding() != null) {
      steps.addAll(Ending.of(trouble.finding(), place));
    }
    steps.addAll(back);
    if (isGone()) {
      add("It ran with --rm, so its log is gone with it: its last lines stand in the evidence.");
      add("Once the reason is mended, run it again. To keep its log, run it without --rm.");
    } else {
      logs("Read its last lines: docker logs --tail 100 %s");
      add("Once the reason is mended: %s".formatted(place.up()));
    }
  }

  private boolean isGone() {
    Finding finding = trouble.finding();
    return finding != null && Boolean.TRUE.equals(finding.evidence().get("removed"));
  }

  private void refused() {
    Finding finding = trouble.finding();
    if (finding != null) {
      steps.add(Refused.of(finding, place));
    }
    steps.addAll(back);
    add("Once that is mended: %s".formatted(place.up()));
  }

  private void memory() {
    boolean isGivenBack = back.stream().anyMatch(line -> line.contains("--memory "));
    steps.addAll(back);
    if (trouble.finding() != null) {
      steps.addAll(MemoryAdvice.of(trouble.finding(), place, isGivenBack));
    }
    if (trouble.kind().equals("memory-forecast")) {
      Object when =
          trouble.finding() == null
              ? "soon"
              : trouble.finding().evidence().getOrDefault("meetsLimitAt", "soon");
      add("Take a heap dump or a profile before the kernel kills it (%s).".formatted(when));
    } else {
      add("See whether it goes on growing: docker stats %s".formatted(place.container()));
    }
  }

  private void cpu() {
    steps.addAll(back);
    Optional<Double> cpus = place.makeup().flatMap(Makeup::cpus);
    String had = cpus.map(Numbers::of).orElse("a quota");
    String more = cpus.map(cores -> Numbers.of(2 * cores)).orElse("2");
    if (back.isEmpty()) {
      add(
          "%s may use %s cores and would use more; give it %s: docker update --cpus %s %s"
              .formatted(place.service(), had, more, more, place.container()));
      if (place.isOfCompose()) {
        add(
            "For good, write cpus: %s below %s in %s, then: %s"
                .formatted(more, place.service(), place.file(), place.up()));
      }
    }
    add("Or have it run fewer threads (GOMAXPROCS, -XX:ActiveProcessorCount, WEB_CONCURRENCY).");
  }

  private void unhealthy() {
    steps.addAll(clues());
    steps.addAll(back);
    Optional<String> probe = Advisor.probe(place);
    add(
        "Run its health check by hand: %s"
            .formatted(
                probe.orElse("docker inspect -f '{{json .State.Health}}' " + place.container())));
    logs("See what it is doing: docker logs --tail 50 %s");
    add("If it must serve at once: docker restart %s".formatted(place.container()));
  }

  private void order() {
    Object waited =
        trouble.finding() == null
            ? "each dependency"
            : trouble.finding().evidence().getOrDefault("notReady", "each dependency");
    add(
        "Let it wait: depends_on with condition: service_healthy, for %s in the service %s"
            .formatted(waited, place.service()));
    add("Let it try again by itself too: the engine's own restarts know no order.");
    add("For now, once that is well: docker restart %s".formatted(place.container()));
  }

  private void storm() {
    add(
        ("Find who calls the engine: a script in a loop, a watchdog, a CI job on %s. See the calls:"
                + " docker events")
            .formatted(place.host()));
    add("Stop it before mending what it broke, or it will break it again.");
  }

  private void removed() {
    add(
        trouble.subject().stack().isEmpty()
            ? Again.of(place)
            : "Bring %s back: %s".formatted(place.service(), place.up()));
    add("Ask who removed it: docker stop before docker rm lets it end in order.");
  }

  private void errors() {
    steps.addAll(clues());
    steps.addAll(back);
    logs("The most frequent lines are in the evidence; read on: docker logs --since 10m %s");
  }

  private void slow() {
    steps.addAll(back);
    add("See what holds it, itself or what it asks: docker stats --no-stream");
    logs("Read what it says of slow requests: docker logs --since 10m %s");
  }

  private void silent() {
    steps.addAll(back);
    add("See whether it hangs: docker top %s".formatted(place.container()));
    add("If it must serve at once: docker restart %s".formatted(place.container()));
  }

  private void disconnected() {
    List<String> again = back.stream().filter(line -> line.contains("network connect")).toList();
    steps.addAll(again);
    if (again.isEmpty()) {
      add(
          "See which networks it is on: docker inspect -f '{{json .NetworkSettings.Networks}}' %s"
              .formatted(place.container()));
    }
  }

  private List<String> clues() {
    return clues.of(new Clues.Context(place, Advisor.lines(trouble)));
  }

  private void logs(String words) {
    add(words.formatted(place.container()));
  }

  private void add(String step) {
    steps.add(step);
  }
}
