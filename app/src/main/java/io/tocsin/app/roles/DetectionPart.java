package io.tocsin.app.roles;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.app.config.Settings;
import io.tocsin.app.health.Check;
import io.tocsin.app.rules.RuleFeed;
import io.tocsin.streams.Detection;
import io.tocsin.streams.DetectionConfig;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.telemetry.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The topologies. */
final class DetectionPart {
  private DetectionPart() {}

  static RunningPart start(
      Settings settings, Map<String, Object> kafka, WorkPlace place, Given given) {
    MeterRegistry registry = given.surroundings().registry();
    Topics topics = settings.kafka().topics();
    RuleFeed feed =
        RuleFeed.start(
            kafka,
            topics,
            new RuleFeed.Given(settings.rules(), given.surroundings().rules()),
            registry);
    Path state = place.folder().resolve("state");
    DetectionConfig standard = DetectionConfig.standard(kafka, state);
    DetectionConfig config =
        new DetectionConfig(
            patient(settings, kafka),
            settings.kafka().topics(),
            applicationId(topics),
            state,
            feed.history(),
            new Dependencies(settings.depends(), settings.optional()),
            standard.commitInterval(),
            standard.threads(),
            place.instance(),
            standard.watchCollectors());
    Detection detection = start(config, given, feed);
    return new RunningPart("detection", () -> check(detection), () -> close(detection, feed));
  }

  /** The group of detection, and the beginning of the names of its own topics. */
  static String applicationId(Topics topics) {
    return topics.prefix() + DetectionConfig.APPLICATION_ID;
  }

  /**
   * Lets transactions last on a host that is short of everything. Not on a cluster, where those of
   * a killed process hold up its successor for so long; in the embedded broker they are ended
   * first.
   */
  private static Map<String, Object> patient(Settings settings, Map<String, Object> kafka) {
    Map<String, Object> properties = new HashMap<>(kafka);
    if (settings.kafka().isEmbedded()) {
      properties.putIfAbsent("producer.transaction.timeout.ms", "60000");
    }
    return properties;
  }

  private static Detection start(DetectionConfig config, Given given, RuleFeed feed) {
    try {
      return Detection.start(config, given.surroundings().registry(), given.rehearsal());
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  private static void close(Detection detection, RuleFeed feed) {
    feed.close();
    detection.close();
  }

  private static Check check(Detection detection) {
    boolean isReady = detection.ready();
    return new Check("detection", isReady, isReady ? "the topologies run" : "topologies start");
  }

  /** What comes from outside, and the rehearsal that has begun already. */
  record Given(Pipeline.Surroundings surroundings, CompletableFuture<Void> rehearsal) {}
}
