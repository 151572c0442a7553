package io.tocsin.app.roles;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.streams.Detection;
import io.tocsin.streams.DetectionConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Detection in a process of its own, for tests that kill it. */
final class DetectionProcess {
  private DetectionProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    Map<String, Object> kafka =
        Map.of("bootstrap.servers", arguments[0], "session.timeout.ms", 45_000);
    DetectionConfig standard = DetectionConfig.standard(kafka, Path.of(arguments[1]));
    DetectionConfig config =
        new DetectionConfig(
            kafka,
            standard.topics(),
            standard.applicationId(),
            standard.stateFolder(),
            standard.rules(),
            standard.depends(),
            Duration.ofMillis(300),
            1,
            "detection-under-test",
            false);
    Detection detection = Detection.start(config, new SimpleMeterRegistry());
    System.out.println("started " + detection.ready());
    Thread.currentThread().join();
  }
}
