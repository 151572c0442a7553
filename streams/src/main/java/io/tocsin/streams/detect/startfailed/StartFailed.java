package io.tocsin.streams.detect.startfailed;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Signals;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of containers that the engine would not start, until they start or are removed. Whoever
 * runs a container at a terminal, with {@code --rm} or as a one-off is told by the command itself,
 * and nobody else waits for it: those are left out.
 */
public final class StartFailed implements Detector<EngineEvent> {
  public static final DetectorType<EngineEvent, State> TYPE =
      new DetectorType<>(
              "start-failed",
              "The engine refused to start a container: a port taken, no such command, a bad mount.",
              Input.of(EngineEvent.class, Source.EVENTS),
              List.of(Parameter.severity("severity", Severity.CRITICAL, "Of the finding.")),
              new DetectorType.State<>(State.class, 1),
              StartFailed::new)
          .explained(About.EXPLANATION);

  private static final int CONTAINERS = 64;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Recent<String, Finding> refused;

  /** What is kept: the findings that fire, by container. */
  public record State(Map<String, Finding> refused) {}

  private record Limits(Severity severity, List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(settings.severity("severity"), settings.problems());
    }
  }

  StartFailed(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    refused = new Recent<>(CONTAINERS, kept == null ? null : kept.refused());
  }

  @Override
  public void on(EngineEvent event, Consumer<Finding> out) {
    if (event.container() == null || !event.type().equals("container")) {
      return;
    }
    String id = event.container().id();
    switch (event.action()) {
      case "start-failed" -> refused(event, id, out);
      case "start" -> over(id, event.at(), "it was started", out);
      case "destroy" -> over(id, event.at(), "it was removed", out);
      default -> {}
    }
  }

  private void refused(EngineEvent event, String id, Consumer<Finding> out) {
    ContainerTraits traits = event.traitsOrDefault();
    if (traits.interactive() || traits.autoRemove() || traits.oneOff()) {
      return;
    }
    if (refused.size() == CONTAINERS && !refused.containsKey(id)) {
      over(refused.keySet().iterator().next(), event.at(), "too many others have failed", out);
    }
    Alarm alarm = new Alarm(watch, id, refused.get(id));
    alarm.fire(event.at(), verdict(event, tuning.of(traits.overrides())), out);
    alarm.findings().forEach(finding -> refused.renew(id, finding));
  }

  private void over(String id, Instant at, String because, Consumer<Finding> out) {
    new Alarm(watch, id, refused.remove(id)).resolve(at, because, out);
  }

  private static Verdict verdict(EngineEvent event, Limits limits) {
    String name = event.container() == null ? "" : event.container().name();
    String error = event.exit() == null ? "" : event.exit().error();
    return new Verdict(
        limits.severity(),
        event.at(),
        name,
        new Verdict.Measure(Signals.exitCode(event), 0, "exit code", null),
        "the engine refused to start %s: %s".formatted(name, Refusal.inShort(error)),
        new Evidence()
            .with("meaning", Refusal.of(error).meaning())
            .with(event.exit())
            .with("ignoredLabels", limits.problems())
            .build());
  }

  /** It waits for events alone. */
  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    // nothing becomes true by time passing
  }

  @Override
  public Instant wakeAt() {
    return Instant.MAX;
  }

  @Override
  public List<Finding> open() {
    return List.copyOf(refused.values());
  }

  @Override
  public State state() {
    return new State(new LinkedHashMap<>(refused));
  }

  @Override
  public boolean isBlank() {
    return refused.isEmpty();
  }
}
