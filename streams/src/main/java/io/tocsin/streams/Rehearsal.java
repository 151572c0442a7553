package io.tocsin.streams;

import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.streams.incident.Correlator;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lives through the troubles of a container that does not exist, in memory and without a topic:
 * what they need is loaded then, and the first real incident need not wait for it.
 */
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private static final String CRASH =
      ", \"attributes\": {\"restarting\": \"true\", \"exitCode\": \"3\"}"
          + ", \"exit\": {\"code\": 3, \"oomKilled\": false, \"logs\": [\"a line\"]}";

  /** Second and action of each event, and what else it carries. */
  private static final List<Scene> SCENES =
      List.of(
          new Scene(0, "start", ""),
          new Scene(1, "die", CRASH),
          new Scene(2, "start", ""),
          new Scene(3, "die", CRASH),
          new Scene(4, "start", ""),
          new Scene(5, "die", CRASH),
          new Scene(6, "start", ""),
          new Scene(7, "health_status", ", \"health\": {\"status\": \"unhealthy\"}"),
          new Scene(8, "oom", ""),
          new Scene(9, "kill", ", \"attributes\": {\"signal\": \"9\"}"),
          new Scene(9, "die", ", \"exit\": {\"code\": 137, \"oomKilled\": false}"),
          new Scene(9, "destroy", ""));

  private Rehearsal() {}

  /** How many incidents came of it. A failure here is no more than time lost later. */
  static int run(DetectionConfig config) {
    var unused = DetectionTopology.build(config);
    Correlator correlator = new Correlator("rehearsal", Dependencies.NONE, null);
    int[] told = new int[1];
    Consumer<Finding> found =
        finding ->
            correlator
                .on(Wire.read(Wire.write(finding), Finding.class))
                .forEach(incident -> told[0] += Wire.write(incident).length > 0 ? 1 : 0);
    try {
      perform(config, found);
      StateJson.mapper().writeValueAsBytes(correlator.state());
    } catch (Exception e) {
      LOG.debug("The rehearsal failed", e);
    }
    return told[0];
  }

  private static void perform(DetectionConfig config, Consumer<Finding> found) {
    DetectorPool pool =
        new DetectorPool(
            Source.EVENTS,
            config.rules().latest().rules().of(Source.EVENTS),
            (rule, record, failure) -> LOG.debug("{} failed", rule.name(), failure));
    for (Scene scene : SCENES) {
      EngineEvent event = (EngineEvent) Wire.readTelemetry(scene.json());
      pool.on(Wire.readTelemetry(Wire.write(event)), found);
    }
    pool.write((key, value) -> {}, key -> {});
  }

  private record Scene(int second, String action, String more) {
    byte[] json() {
      return """
      {"schema": "tocsin.event.v1", "at": "2026-01-01T00:00:0%dZ", "host": "rehearsal",
       "stack": "", "service": "nobody", "type": "container", "action": "%s",
       "container": {"id": "0", "name": "nobody", "image": "none"}%s}
      """
          .formatted(second, action, more)
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
