package io.tocsin.app.roles;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.streams.Detection;
import io.tocsin.streams.DetectionConfig;
import io.tocsin.telemetry.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Detection in a process of its own, for tests that kill it. */
final class DetectionProcess {
  private DetectionProcess() {}

  /**
   * How to start it.
   *
   * @param tuning the topics' prefix, after how many milliseconds it commits, and how many records
   *     it takes at a time; empty for the usual
   */
  static ProcessBuilder command(Map<String, Object> client, Path state, List<String> tuning) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DetectionProcess.class.getName());
    command.add(String.valueOf(client.get("bootstrap.servers")));
    command.add(state.toString());
    command.addAll(tuning);
    return new ProcessBuilder(command);
  }

  public static void main(String[] arguments) throws InterruptedException {
    boolean isTuned = arguments.length > 2;
    Map<String, Object> kafka = new HashMap<>();
    kafka.put("bootstrap.servers", arguments[0]);
    kafka.put("session.timeout.ms", 45_000);
    if (isTuned) {
      kafka.put("max.poll.records", arguments[4]);
    }
    DetectionConfig standard = DetectionConfig.standard(kafka, Path.of(arguments[1]));
    DetectionConfig config =
        new DetectionConfig(
            kafka,
            isTuned ? new Topics(arguments[2]) : standard.topics(),
            isTuned ? arguments[2] + "detect" : standard.applicationId(),
            standard.stateFolder(),
            standard.rules(),
            standard.depends(),
            Duration.ofMillis(isTuned ? Long.parseLong(arguments[3]) : 300),
            1,
            "detection-under-test",
            false);
    Detection detection = Detection.start(config, new SimpleMeterRegistry());
    System.out.println("started " + detection.ready());
    Thread.currentThread().join();
  }
}
