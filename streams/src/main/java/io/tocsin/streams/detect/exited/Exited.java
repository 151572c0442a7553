package io.tocsin.streams.detect.exited;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Signals;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits, after a container failed, whether anybody starts it again. */
public final class Exited implements Detector<EngineEvent> {
  public static final DetectorType<EngineEvent, State> TYPE =
      new DetectorType<>(
              "exited",
              "A container died by itself with a failure code and nobody restarts it.",
              Input.of(EngineEvent.class, Source.EVENTS),
              List.of(
                  Parameter.duration(
                      "after", Duration.ofSeconds(10), "How long it must stay down."),
                  Parameter.severity("severity", Severity.CRITICAL, "Of the finding.")),
              new DetectorType.State<>(State.class, 1),
              Exited::new)
          .explained(About.EXPLANATION);

  /** The engine waits a minute at most; one that has not started by then will not. */
  private static final Duration POLICY_PATIENCE = Duration.ofMinutes(3);

  /** How long it, or its successor, must run for the trouble to be over. */
  private static final Duration PROOF = Duration.ofSeconds(10);

  /** Nothing more can be heard of a container that the engine has removed. */
  private static final Duration REMOVED = Duration.ofMinutes(5);

  private static final int CONTAINERS = 64;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Signals signals;
  private final Recent<String, Failure> failures;
  private final Recent<String, Integer> attempts;

  /**
   * A container that is down.
   *
   * @param dueAt when to fire; null once it has
   * @param overAt when to resolve; null while nothing speaks for it
   */
  record Failure(
      Death death, @Nullable Instant dueAt, @Nullable Instant overAt, @Nullable Finding open) {
    Failure overAt(@Nullable Instant over) {
      return new Failure(death, dueAt, over, open);
    }

    /** A proof of life that has died itself proves nothing. */
    Failure downAgain(Instant at) {
      return overAt(open != null && death.removed() ? at.plus(REMOVED) : null);
    }

    Instant wakeAt() {
      Instant due = dueAt == null ? Instant.MAX : dueAt;
      return overAt == null || due.isBefore(overAt) ? due : overAt;
    }
  }

  /** What is kept. */
  public record State(
      Map<String, Signals.Sent> signals,
      Map<String, Failure> failures,
      Map<String, Integer> attempts) {}

  record Limits(Duration after, Severity severity, List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.duration("after"), settings.severity("severity"), settings.problems());
    }
  }

  Exited(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    signals = new Signals(kept == null ? null : kept.signals());
    failures = new Recent<>(CONTAINERS, kept == null ? null : kept.failures());
    attempts = new Recent<>(CONTAINERS, kept == null ? null : kept.attempts());
  }

  @Override
  public void on(EngineEvent event, Consumer<Finding> out) {
    if (event.container() == null || !event.type().equals("container")) {
      return;
    }
    String id = event.container().id();
    switch (event.action()) {
      case "die" -> died(event, id);
      case "start" -> started(event);
      case "stop" -> forget(id, event.at(), "it was stopped", out);
      case "destroy" -> destroyed(event, id, out);
      default -> {}
    }
    signals.note(event);
  }

  private void died(EngineEvent event, String id) {
    failures.replaceAll((other, failure) -> failure.downAgain(event.at()));
    int code = Signals.exitCode(event);
    if (!signals.diedByItself(event)) {
      attempts.remove(id);
      return;
    }
    if (code == 0 || event.traitsOrDefault().interactive()) {
      return;
    }
    attempts.renew(id, attempts.getOrDefault(id, 0) + 1);
    Limits limits = tuning.of(event.traitsOrDefault().overrides());
    Duration wait = willBeRestarted(event, code) ? POLICY_PATIENCE : limits.after();
    Failure before = failures.get(id);
    Death death = Death.of(event, code, limits);
    failures.renew(
        id,
        before != null && before.open() != null
            ? new Failure(death, null, null, before.open())
            : new Failure(death, event.at().plus(wait), null, null));
  }

  private boolean willBeRestarted(EngineEvent die, int code) {
    String told = die.attributes().get(EngineEvent.RESTARTING);
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    RestartPolicy policy = die.traitsOrDefault().restartPolicy();
    int tried = die.container() == null ? 1 : attempts.getOrDefault(die.container().id(), 1);
    return policy.restarts(code)
        && (policy.maximumRetries() == 0 || tried <= policy.maximumRetries());
  }

  private void started(EngineEvent event) {
    // Another container of the service will do: where containers are replaced, the old one stays.
    failures.values().removeIf(failure -> failure.open() == null);
    Instant over = event.at().plus(PROOF);
    failures.replaceAll((other, failure) -> failure.overAt(over));
  }

  private void destroyed(EngineEvent event, String id, Consumer<Finding> out) {
    attempts.remove(id);
    if (!event.traitsOrDefault().autoRemove()) {
      forget(id, event.at(), "it was removed", out);
    }
  }

  private void forget(String id, Instant at, String because, Consumer<Finding> out) {
    Failure failure = failures.remove(id);
    if (failure != null) {
      new Alarm(watch, id, failure.open()).resolve(at, because, out);
    }
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    for (String id : List.copyOf(failures.keySet())) {
      Failure failure = failures.get(id);
      if (failure == null) {
        continue;
      }
      if (failure.overAt() != null && !watermark.isBefore(failure.overAt())) {
        forget(id, watermark, failure.death().ending(), out);
      } else if (failure.dueAt() != null && !watermark.isBefore(failure.dueAt())) {
        failures.put(id, fire(id, failure, watermark, out));
      }
    }
  }

  private Failure fire(String id, Failure failure, Instant now, Consumer<Finding> out) {
    Alarm alarm = new Alarm(watch, id, null);
    alarm.fire(now, failure.death().verdict(), out);
    Instant over = failure.death().removed() ? now.plus(REMOVED) : null;
    return new Failure(failure.death(), null, over, alarm.finding());
  }

  @Override
  public Instant wakeAt() {
    return failures.values().stream()
        .map(Failure::wakeAt)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  @Override
  public List<Finding> open() {
    List<Finding> open = new ArrayList<>();
    failures.values().forEach(f -> new Alarm(watch, "", f.open()).findings().forEach(open::add));
    return open;
  }

  @Override
  public State state() {
    return new State(signals.state(), new LinkedHashMap<>(failures), new LinkedHashMap<>(attempts));
  }

  @Override
  public boolean isBlank() {
    return failures.isEmpty() && attempts.isEmpty() && signals.isEmpty();
  }
}
