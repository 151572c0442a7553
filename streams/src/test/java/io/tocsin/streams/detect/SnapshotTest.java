package io.tocsin.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.apistorm.ApiStorm;
import io.tocsin.streams.detect.errorspike.ErrorSpike;
import io.tocsin.streams.detect.exited.Exited;
import io.tocsin.streams.detect.forceremoval.ForceRemoval;
import io.tocsin.streams.detect.oomkill.OomKill;
import io.tocsin.streams.detect.restartrate.RestartRate;
import io.tocsin.streams.detect.startfailed.StartFailed;
import io.tocsin.streams.detect.unhealthy.Unhealthy;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Lines;
import io.tocsin.streams.testkit.Stage;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a detector's process, its findings stay the same. */
class SnapshotTest {
  private static final List<DetectorType<EngineEvent, ?>> EVENT_DETECTORS =
      List.of(
          RestartRate.TYPE,
          Exited.TYPE,
          StartFailed.TYPE,
          OomKill.TYPE,
          Unhealthy.TYPE,
          ForceRemoval.TYPE,
          ApiStorm.TYPE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void eventDetectorsGoOnWhereTheyStood(long seed) {
    List<EngineEvent> events = troubles(seed);
    int found = 0;
    for (DetectorType<EngineEvent, ?> type : EVENT_DETECTORS) {
      List<String> uninterrupted = json(Stage.play(type, events, 900));

      assertThat(json(Stage.playInterrupted(type, events, 900, seed))).isEqualTo(uninterrupted);
      assertThat(json(Stage.play(type, events, 900))).isEqualTo(uninterrupted);
      found += uninterrupted.size();
    }
    assertThat(found).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void errorSpikesGoOnWhereTheyStood(long seed) {
    List<LogLine> lines = chatter(seed);
    List<String> uninterrupted = json(Stage.play(ErrorSpike.TYPE, lines, 900));

    assertThat(json(Stage.playInterrupted(ErrorSpike.TYPE, lines, 900, seed)))
        .isEqualTo(uninterrupted)
        .isNotEmpty();
  }

  private static List<EngineEvent> troubles(long seed) {
    Random random = new Random(seed);
    Events events = Events.of("web").limit("64MiB").policy("on-failure", 3);
    for (int i = 0; i < 150; i++) {
      events.after(random.nextInt(8) + random.nextDouble()).container("c" + random.nextInt(4));
      switch (random.nextInt(10)) {
        case 0 -> events.crash(1, 0.1);
        case 1 -> events.die(3);
        case 2 -> events.action("oom").after(0.05).die(137, true, List.of("x"));
        case 3 -> events.health("unhealthy", "no");
        case 4 -> events.health("healthy", "");
        case 5 -> events.removeByForce();
        case 6 -> events.restart(0);
        case 7 -> events.startFailed(127, "no such command");
        case 8 -> events.create().after(0.1).start();
        default -> events.stop(0).after(0.1).action("destroy");
      }
    }
    return events.list();
  }

  private static List<LogLine> chatter(long seed) {
    Random random = new Random(seed);
    Lines lines = new Lines();
    for (int i = 0; i < 60; i++) {
      lines.after(random.nextInt(60));
      switch (random.nextInt(4)) {
        case 0 -> lines.errors(random.nextInt(60), 10);
        case 1 -> lines.write("Traceback (most recent call last):", "  x", "KeyError: 'x'");
        case 2 -> lines.write("INFO fine");
        default -> lines.write("{\"level\":\"error\",\"msg\":\"x\"}");
      }
    }
    return lines.errors(800, 5).list();
  }

  private static List<String> json(List<Finding> findings) {
    return findings.stream()
        .map(finding -> new String(Wire.write(finding), StandardCharsets.UTF_8))
        .toList();
  }
}
