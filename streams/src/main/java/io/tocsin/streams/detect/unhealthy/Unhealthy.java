package io.tocsin.streams.detect.unhealthy;

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
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows the health checks of a service's containers. */
public final class Unhealthy implements Detector<EngineEvent> {
  public static final DetectorType<EngineEvent, State> TYPE =
      new DetectorType<>(
              "unhealthy",
              "A container's health check turned unhealthy, or flaps.",
              Input.of(EngineEvent.class, Source.EVENTS),
              List.of(
                  Parameter.severity("severity", Severity.CRITICAL, "Of an unhealthy container."),
                  Parameter.duration(
                      "quiet", Duration.ofSeconds(30), "How long it must be healthy again."),
                  Parameter.count("changes", 3, "How many changes within the window are flapping."),
                  Parameter.duration("window", Duration.ofMinutes(10), "The window for flapping."),
                  Parameter.severity("flapping-severity", Severity.WARNING, "Of flapping.")),
              new DetectorType.State<>(State.class, 1),
              Unhealthy::new)
          .explained(About.EXPLANATION);

  private static final int CONTAINERS = 64;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Signals signals;
  private final Recent<String, Patient> patients;

  /** What is kept. */
  public record State(Map<String, Signals.Sent> signals, Map<String, Patient.State> patients) {}

  record Limits(
      Severity severity,
      Duration quiet,
      int changes,
      Duration window,
      Severity flappingSeverity,
      List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.severity("severity"),
          settings.duration("quiet"),
          settings.count("changes"),
          settings.duration("window"),
          settings.severity("flapping-severity"),
          settings.problems());
    }
  }

  Unhealthy(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    signals = new Signals(kept == null ? null : kept.signals());
    patients = new Recent<>(CONTAINERS);
    if (kept != null) {
      kept.patients().forEach((id, state) -> patients.put(id, new Patient(watch, id, state)));
    }
  }

  @Override
  public void on(EngineEvent event, Consumer<Finding> out) {
    if (event.container() == null || !event.type().equals("container")) {
      return;
    }
    String id = event.container().id();
    Limits limits = tuning.of(event.traitsOrDefault().overrides());
    switch (event.action()) {
      case "health_status" -> health(event, id, limits, out);
      case "die", "stop", "destroy" -> ended(event, id, limits);
      default -> {}
    }
    signals.note(event);
  }

  private void health(EngineEvent event, String id, Limits limits, Consumer<Finding> out) {
    if (event.health() == null || event.health().status().equals("starting")) {
      return;
    }
    boolean healthy = event.health().status().equals("healthy");
    if (!healthy && signals.isEnding(event)) {
      return;
    }
    Patient patient = patients.get(id);
    if (patient == null) {
      patient = new Patient(watch, id, null);
      patients.put(id, patient);
    }
    patient.changed(event, limits, out);
  }

  private void ended(EngineEvent event, String id, Limits limits) {
    Patient patient = patients.get(id);
    if (patient != null) {
      boolean byItself = event.action().equals("die") && signals.diedByItself(event);
      patient.ended(event.at(), byItself, limits);
    }
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    patients.values().forEach(patient -> patient.tick(watermark, out));
    patients.values().removeIf(Patient::isForgettable);
  }

  @Override
  public Instant wakeAt() {
    return patients.values().stream()
        .map(Patient::wakeAt)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  @Override
  public List<Finding> open() {
    return patients.values().stream().flatMap(patient -> patient.open().stream()).toList();
  }

  @Override
  public State state() {
    Map<String, Patient.State> states = new LinkedHashMap<>();
    patients.forEach((id, patient) -> states.put(id, patient.state()));
    return new State(signals.state(), states);
  }

  @Override
  public boolean isBlank() {
    return patients.isEmpty() && signals.isEmpty();
  }
}
