package io.tocsin.streams.detect.forceremoval;

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
 * Sees {@code docker rm -f} on a running container: a kill with SIGKILL as the first signal, the
 * death, and the removal, without a stop. A Compose recreate looks alike but for the new container
 * of the same service.
 */
public final class ForceRemoval implements Detector<EngineEvent> {
  public static final DetectorType<EngineEvent, State> TYPE =
      new DetectorType<>(
              "force-removal",
              "A running container was killed and destroyed without having been stopped.",
              Input.of(EngineEvent.class, Source.EVENTS),
              List.of(
                  Parameter.duration(
                      "within", Duration.ofSeconds(10), "How soon after the kill it is destroyed."),
                  Parameter.severity("severity", Severity.WARNING, "Of the finding."),
                  Parameter.duration(
                      "quiet",
                      Duration.ofMinutes(2),
                      "How long without another until it is over.")),
              new DetectorType.State<>(State.class, 1),
              ForceRemoval::new)
          .explained(About.EXPLANATION);

  /** A recreate makes the new container shortly before it removes the old one. */
  private static final Duration RECREATE = Duration.ofSeconds(30);

  /** A container that takes the removed one's place ends the matter soon. */
  private static final Duration REPLACED = Duration.ofSeconds(10);

  private static final int CONTAINERS = 64;

  private final Tuning<Limits> tuning;
  private final Signals signals;
  private final Recent<String, Killed> killed;
  private final Recent<String, Instant> created;
  private final Alarm alarm;
  private Instant resolveAt;
  private Instant onset;
  private int removals;

  /** A running container that died of SIGKILL; {@code exit} is of its death. */
  record Killed(Instant at, EngineEvent.@Nullable Exit exit) {}

  /** What is kept. */
  public record State(
      Map<String, Signals.Sent> signals,
      Map<String, Killed> killed,
      Map<String, Instant> created,
      @Nullable Finding open,
      Instant resolveAt,
      Instant onset,
      int removals) {}

  private record Limits(Duration within, Severity severity, Duration quiet, List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.duration("within"),
          settings.severity("severity"),
          settings.duration("quiet"),
          settings.problems());
    }
  }

  ForceRemoval(Watch watch, @Nullable State kept) {
    tuning = new Tuning<>(watch.rule(), Limits::of);
    signals = new Signals(kept == null ? null : kept.signals());
    killed = new Recent<>(CONTAINERS, kept == null ? null : kept.killed());
    created = new Recent<>(CONTAINERS, kept == null ? null : kept.created());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    resolveAt = kept == null ? Instant.MAX : kept.resolveAt();
    onset = kept == null ? Instant.MAX : kept.onset();
    removals = kept == null ? 0 : kept.removals();
  }

  @Override
  public void on(EngineEvent event, Consumer<Finding> out) {
    if (event.container() == null || !event.type().equals("container")) {
      return;
    }
    String id = event.container().id();
    switch (event.action()) {
      case "die" -> died(event, id);
      case "stop", "start" -> killed.remove(id);
      case "create" -> created(event, id);
      case "destroy" -> destroyed(event, id, out);
      default -> {}
    }
    signals.note(event);
  }

  private void died(EngineEvent event, String id) {
    Signals.Sent signal = signals.last(id);
    if (signal != null && signal.isKill() && signals.isEnding(event)) {
      killed.renew(id, new Killed(signal.at(), event.exit()));
    }
  }

  private void created(EngineEvent event, String id) {
    created.values().removeIf(at -> at.isBefore(event.at().minus(RECREATE)));
    created.renew(id, event.at());
    Instant replaced = event.at().plus(REPLACED);
    if (alarm.isOpen() && replaced.isBefore(resolveAt)) {
      resolveAt = replaced;
    }
  }

  private void destroyed(EngineEvent event, String id, Consumer<Finding> out) {
    Killed death = killed.remove(id);
    created.remove(id);
    Limits limits = tuning.of(event.traitsOrDefault().overrides());
    if (death == null
        || event.traitsOrDefault().autoRemove()
        || event.at().isAfter(death.at().plus(limits.within()))
        || isRecreate(death)) {
      return;
    }
    onset = alarm.isOpen() ? onset : death.at();
    removals++;
    resolveAt = event.at().plus(limits.quiet());
    alarm.fire(event.at(), verdict(event, death, limits), out);
  }

  /** Whether another container of the service has just been made, and still stands. */
  private boolean isRecreate(Killed death) {
    return created.values().stream().anyMatch(at -> at.isAfter(death.at().minus(RECREATE)));
  }

  private Verdict verdict(EngineEvent event, Killed death, Limits limits) {
    String name = event.container() == null ? "" : event.container().name();
    String took = Durations.format(Duration.between(death.at(), event.at()));
    String more = removals > 1 ? ", as were %d before it".formatted(removals - 1) : "";
    return new Verdict(
        limits.severity(),
        onset,
        name,
        new Verdict.Measure(removals, 1, "removals", null),
        "%s was running and was removed by force, without a stop%s".formatted(name, more),
        Evidence.of("killedAt", death.at())
            .with("destroyedAt", event.at())
            .with("took", took)
            .with(death.exit())
            .with("ignoredLabels", limits.problems())
            .build());
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    if (!watermark.isBefore(resolveAt)) {
      String because = created.isEmpty() ? "no further removal" : "it was replaced";
      alarm.resolve(watermark, because, out);
      resolveAt = Instant.MAX;
      removals = 0;
    }
  }

  @Override
  public Instant wakeAt() {
    return resolveAt;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(
        signals.state(),
        new LinkedHashMap<>(killed),
        new LinkedHashMap<>(created),
        alarm.finding(),
        resolveAt,
        onset,
        removals);
  }

  @Override
  public boolean isBlank() {
    return killed.isEmpty() && signals.isEmpty() && !alarm.isOpen() && created.isEmpty();
  }
}
