package io.tocsin.app.roles;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.app.config.Settings;
import io.tocsin.app.health.Check;
import io.tocsin.streams.Detection;
import io.tocsin.streams.DetectionConfig;
import io.tocsin.streams.incident.Dependencies;
import java.nio.file.Path;
import java.util.Map;

/** The topologies. */
final class DetectionPart {
  private DetectionPart() {}

  static RunningPart start(
      Settings settings, Map<String, Object> kafka, WorkPlace place, MeterRegistry registry) {
    Path state = place.folder().resolve("state");
    DetectionConfig standard = DetectionConfig.standard(kafka, state);
    DetectionConfig config =
        new DetectionConfig(
            kafka,
            settings.kafka().topics(),
            settings.kafka().topics().prefix() + standard.applicationId(),
            state,
            settings.rules(),
            new Dependencies(settings.depends()),
            standard.commitInterval(),
            standard.threads(),
            place.instance(),
            standard.watchCollectors());
    Detection detection = Detection.start(config, registry);
    return new RunningPart("detection", () -> check(detection), detection::close);
  }

  private static Check check(Detection detection) {
    boolean isReady = detection.ready();
    return new Check("detection", isReady, isReady ? "the topologies run" : "topologies start");
  }
}
