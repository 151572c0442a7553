package io.tocsin.streams.detect.oomkill;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Signals;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports kills for memory. The engine tells them in two ways, an {@code oom} event and the flag
 * OOMKilled of a death; exit code 137 alone proves nothing. Both of one death are one kill.
 */
public final class OomKill implements Detector<EngineEvent> {
  public static final DetectorType<EngineEvent, State> TYPE =
      new DetectorType<>(
              "oom-kill",
              "The kernel killed a container, or a process in it, for memory.",
              Input.of(EngineEvent.class, Source.EVENTS),
              List.of(
                  Parameter.severity("severity", Severity.CRITICAL, "Of the finding."),
                  Parameter.duration(
                      "quiet",
                      Duration.ofMinutes(5),
                      "How long without another kill until it is over.")),
              new DetectorType.State<>(State.class, 1),
              OomKill::new)
          .explained(About.EXPLANATION);

  /**
   * An oom event and the death that belongs to it lie milliseconds apart; a dump may take longer.
   */
  private static final Duration ONE_DEATH = Duration.ofSeconds(10);

  /** In the evidence, where the container goes on although one of its processes was killed. */
  private static final String SURVIVED = "survived";

  private static final int CONTAINERS = 64;

  private final Tuning<Limits> tuning;
  private final Recent<String, Instant> told;
  private final Alarm alarm;
  private int kills;
  private Instant onset;
  private Instant resolveAt;

  /**
   * What is kept.
   *
   * @param told by container: the oom event that no death has followed yet
   */
  public record State(
      Map<String, Instant> told,
      int kills,
      Instant onset,
      Instant resolveAt,
      @Nullable Finding open) {}

  private record Limits(Severity severity, Duration quiet, List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.severity("severity"), settings.duration("quiet"), settings.problems());
    }
  }

  OomKill(Watch watch, @Nullable State kept) {
    tuning = new Tuning<>(watch.rule(), Limits::of);
    told = new Recent<>(CONTAINERS, kept == null ? null : kept.told());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    kills = kept == null ? 0 : kept.kills();
    onset = kept == null ? Instant.MAX : kept.onset();
    resolveAt = kept == null ? Instant.MAX : kept.resolveAt();
  }

  @Override
  public void on(EngineEvent event, Consumer<Finding> out) {
    if (event.container() == null || !event.type().equals("container")) {
      return;
    }
    String id = event.container().id();
    switch (event.action()) {
      case "oom" -> oom(event, id, out);
      case "die" -> died(event, id, out);
      case "start", "destroy" -> told.remove(id);
      default -> {}
    }
  }

  private void oom(EngineEvent event, String id, Consumer<Finding> out) {
    Instant before = told.get(id);
    if (before == null || event.at().isAfter(before.plus(ONE_DEATH))) {
      kills++;
    }
    told.renew(id, event.at());
    fire(event, out);
  }

  private void died(EngineEvent event, String id, Consumer<Finding> out) {
    Instant before = told.remove(id);
    boolean sameDeath = before != null && !event.at().isAfter(before.plus(ONE_DEATH));
    boolean flagged = event.exit() != null && event.exit().oomKilled();
    if (flagged && before == null) {
      kills++;
    }
    if (flagged || sameDeath) {
      fire(event, out);
    }
  }

  private void fire(EngineEvent event, Consumer<Finding> out) {
    Limits limits = tuning.of(event.traitsOrDefault().overrides());
    onset = alarm.isOpen() ? onset : event.at();
    resolveAt = event.at().plus(limits.quiet());
    alarm.fire(event.at(), verdict(event, limits), out);
  }

  private Verdict verdict(EngineEvent event, Limits limits) {
    Bytes limit = event.traitsOrDefault().memoryLimit();
    Evidence evidence =
        Evidence.of("limit", limit == null ? "none" : limit.toString())
            .with(event.exit())
            .with("ignoredLabels", limits.problems());
    if (event.action().equals("die") && event.exit() == null) {
      evidence.with("exitCode", Signals.exitCode(event));
    }
    return new Verdict(
        limits.severity(),
        onset,
        event.container() == null ? "" : event.container().name(),
        new Verdict.Measure(kills, 1, "kills", null),
        summary(event, limit),
        evidence.build());
  }

  private String summary(EngineEvent event, @Nullable Bytes limit) {
    String name = event.container() == null ? "" : event.container().name();
    String bound =
        limit == null ? "; it has no limit, the host ran out" : " at its limit of " + limit;
    String again = kills > 1 ? " (%d times in %s)".formatted(kills, span(event.at())) : "";
    return event.action().equals("die")
        ? "%s was killed for memory%s, exit code %d%s"
            .formatted(name, bound, Signals.exitCode(event), again)
        : "the kernel killed a process of %s for memory%s%s".formatted(name, bound, again);
  }

  private String span(Instant now) {
    return Durations.format(Duration.ofSeconds(Duration.between(onset, now).toSeconds() + 1));
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    for (Map.Entry<String, Instant> each : Map.copyOf(told).entrySet()) {
      if (!each.getValue().plus(ONE_DEATH).isAfter(watermark)) {
        told.remove(each.getKey());
        survived(watermark, out);
      }
    }
    if (!watermark.isBefore(resolveAt)) {
      alarm.resolve(watermark, "no further kill", out);
      resolveAt = Instant.MAX;
      kills = 0;
    }
  }

  /** Only a process beside its main one was killed, such as an exec's. */
  private void survived(Instant at, Consumer<Finding> out) {
    Finding open = alarm.finding();
    if (open == null
        || !open.evidence().containsKey("limit")
        || open.evidence().containsKey("exitCode")) {
      return;
    }
    Map<String, Object> evidence = new LinkedHashMap<>(open.evidence());
    evidence.put(SURVIVED, "true");
    Verdict.Measure measure = new Verdict.Measure(kills, 1, "kills", null);
    String summary = open.summary() + "; the container lives on";
    alarm.fire(
        at, new Verdict(open.severity(), onset, open.container(), measure, summary, evidence), out);
  }

  @Override
  public Instant wakeAt() {
    Instant wake = resolveAt;
    for (Instant each : told.values()) {
      wake = each.plus(ONE_DEATH).isBefore(wake) ? each.plus(ONE_DEATH) : wake;
    }
    return wake;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(new LinkedHashMap<>(told), kills, onset, resolveAt, alarm.finding());
  }

  @Override
  public boolean isBlank() {
    return told.isEmpty() && !alarm.isOpen();
  }
}
