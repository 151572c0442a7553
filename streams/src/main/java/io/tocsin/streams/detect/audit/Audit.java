package io.tocsin.streams.detect.audit;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.EngineFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds each stack against what experience asks of one. A finding a stack, and one for the host
 * with the containers outside any stack; each stays the same finding for as long as there is
 * something to say, and is told anew only when that changes.
 */
public final class Audit implements Detector<EngineFacts> {
  public static final DetectorType<EngineFacts, State> TYPE =
      new DetectorType<>(
              "audit",
              "Limits, health checks or conditions that a stack lacks, and waste on its host.",
              Input.of(EngineFacts.class, Source.HOST_EVENTS),
              List.of(
                  Parameter.severity("severity", Severity.INFO, "Of what was found."),
                  Parameter.bytes(
                      "waste", Bytes.parse("1GiB"), "From what size on a kind of waste is told."),
                  Parameter.count(
                      "exited", 20, "From how many ended containers on they are told.")),
              new DetectorType.State<>(State.class, 1),
              Audit::new)
          .explained(About.EXPLANATION);

  private final Watch watch;
  private final Map<String, Alarm> alarms = new TreeMap<>();

  /** What is kept: the findings that are open, by stack. */
  public record State(Map<String, Finding> open) {}

  Audit(Watch watch, @Nullable State kept) {
    this.watch = watch;
    if (kept != null) {
      kept.open().forEach((stack, finding) -> alarms.put(stack, alarm(stack, finding)));
    }
  }

  private Alarm alarm(String stack, @Nullable Finding open) {
    Subject subject = new Subject(watch.subject().host(), stack, "");
    return new Alarm(new Watch(watch.rule(), subject), "", open);
  }

  @Override
  public void on(EngineFacts facts, Consumer<Finding> out) {
    Settings settings = watch.rule().settings(null);
    Inspector.Limits limits =
        new Inspector.Limits(settings.bytes("waste"), settings.count("exited"));
    Map<String, Report> reports =
        Inspector.inspect(
            facts, limits, row -> watch.rule().settings(row.overrides()).flag("enabled"));
    reports.forEach((stack, report) -> tell(stack, report, facts.at(), out));
    endThoseOf(Inspector.stacks(facts), facts.at(), out);
  }

  private void tell(String stack, Report report, Instant at, Consumer<Finding> out) {
    Alarm alarm = alarms.computeIfAbsent(stack, name -> alarm(name, null));
    if (report.isEmpty()) {
      alarm.resolve(at, "all that was found is mended", out);
      alarms.remove(stack);
      return;
    }
    Finding told = alarm.finding();
    if (told == null || !told.summary().equals(report.summary())) {
      alarm.fire(at, verdict(report, told == null ? at : told.startedAt()), out);
    }
  }

  private Verdict verdict(Report report, Instant since) {
    return new Verdict(
        watch.rule().settings(null).severity("severity"),
        since,
        "",
        new Verdict.Measure(report.count(), 1, "faults", null),
        report.summary(),
        report.evidence());
  }

  private void endThoseOf(Set<String> existing, Instant at, Consumer<Finding> out) {
    for (String stack : List.copyOf(alarms.keySet())) {
      Alarm alarm = alarms.get(stack);
      if (alarm != null && !existing.contains(stack)) {
        alarm.resolve(at, "the stack is gone", out);
        alarms.remove(stack);
      }
    }
  }

  /** Nothing hangs on time. */
  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {}

  @Override
  public Instant wakeAt() {
    return Instant.MAX;
  }

  @Override
  public List<Finding> open() {
    return alarms.values().stream().flatMap(alarm -> alarm.findings().stream()).toList();
  }

  @Override
  public State state() {
    Map<String, Finding> open = new LinkedHashMap<>();
    alarms.forEach((stack, alarm) -> alarm.findings().forEach(finding -> open.put(stack, finding)));
    return new State(open);
  }

  @Override
  public boolean isBlank() {
    return open().isEmpty();
  }
}
