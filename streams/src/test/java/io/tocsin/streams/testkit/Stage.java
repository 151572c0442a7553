package io.tocsin.streams.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.streams.logs.LogReader;
import io.tocsin.streams.templates.TemplateMiner;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One detector on a stage: records come in order, time passes by a heartbeat a second. */
public final class Stage<R, S> {
  private static final ObjectMapper JSON = StateJson.mapper();

  private final DetectorType<R, S> type;
  private final Watch watch;
  private final List<Finding> findings = new ArrayList<>();
  private final Random snapshots;
  private final double snapshotRate;
  private Detector<R> detector;
  private LogReader reader = new LogReader(null, null);
  private Instant heartbeat = Instant.MIN;

  private Stage(DetectorType<R, S> type, Watch watch, Random snapshots, double snapshotRate) {
    this.type = type;
    this.watch = watch;
    this.snapshots = snapshots;
    this.snapshotRate = snapshotRate;
    detector = type.create(watch);
  }

  /** Plays the records, then silence for so many seconds. */
  public static <R, S> List<Finding> play(
      DetectorType<R, S> type, List<? extends Telemetry> records, double silence) {
    return on(type, records.get(0), Map.of(), new Random(1), 0).run(records, silence);
  }

  /** The same under a rule with values of its own. */
  public static <R, S> List<Finding> play(
      DetectorType<R, S> type,
      Map<String, Object> own,
      List<? extends Telemetry> records,
      double silence) {
    return on(type, records.get(0), own, new Random(1), 0).run(records, silence);
  }

  /** The same, the detector being put away and brought back at random points. */
  public static <R, S> List<Finding> playInterrupted(
      DetectorType<R, S> type, List<? extends Telemetry> records, double silence, long seed) {
    return on(type, records.get(0), Map.of(), new Random(seed), 0.3).run(records, silence);
  }

  private static <R, S> Stage<R, S> on(
      DetectorType<R, S> type,
      Telemetry first,
      Map<String, Object> own,
      Random random,
      double rate) {
    boolean host = type.input().sources().contains(DetectorType.Source.HOST_EVENTS);
    Watch watch =
        new Watch(
            new Rule(type.name(), type, own),
            host ? io.tocsin.telemetry.Subject.ofEngine(first.subject().host()) : first.subject());
    return new Stage<>(type, watch, random, rate);
  }

  private List<Finding> run(List<? extends Telemetry> records, double silence) {
    heartbeat = records.get(0).at();
    for (Telemetry record : records) {
      pass(record.at());
      show(record);
      interrupt();
    }
    pass(records.get(records.size() - 1).at().plusNanos(Math.round(silence * 1e9)));
    return findings;
  }

  private void show(Telemetry record) {
    if (record instanceof ContainerFacts facts) {
      detector.facts(facts, findings::add);
    } else {
      Object input = record instanceof LogLine line ? reader.read(line) : record;
      detector.on(type.input().record().cast(input), findings::add);
    }
  }

  private void pass(Instant until) {
    while (!heartbeat.plusSeconds(1).isAfter(until)) {
      heartbeat = heartbeat.plusSeconds(1);
      if (!detector.wakeAt().isAfter(heartbeat)) {
        detector.tick(heartbeat, findings::add);
        interrupt();
      }
    }
  }

  private void interrupt() {
    if (snapshots.nextDouble() >= snapshotRate) {
      return;
    }
    try {
      String json = JSON.writeValueAsString(detector.state());
      detector = type.restore(watch, JSON.readValue(json, type.state().type()));
      String read = JSON.writeValueAsString(reader.state());
      String templates = JSON.writeValueAsString(reader.templates());
      reader =
          new LogReader(
              JSON.readValue(read, LogReader.State.class),
              JSON.readValue(templates, TemplateMiner.State.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the state does not survive JSON", e);
    }
  }

  /** What was found, in short: {@code critical firing}, {@code critical resolved}. */
  public static List<String> brief(List<Finding> findings) {
    return findings.stream()
        .map(finding -> severity(finding.severity()) + " " + finding.state().wireName())
        .toList();
  }

  /** What was found, as it is written: numbers that came back from a snapshot are no other. */
  public static List<String> written(List<Finding> findings) {
    return findings.stream()
        .map(finding -> new String(Wire.write(finding), StandardCharsets.UTF_8))
        .toList();
  }

  private static String severity(Severity severity) {
    return severity.wireName();
  }
}
