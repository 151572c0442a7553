package io.tocsin.streams.scenario;

import io.tocsin.streams.Playback;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Plays cues to the detectors, with a heartbeat a second between them. */
final class Stage {
  private static final int WALL_CLOCK_SECONDS = 5;

  private final Playback playback;
  private final Consumer<Finding> out;
  private Consumer<Telemetry> witness = record -> {};
  private Instant now;
  private Duration clock = Duration.ZERO;
  private boolean isSilent;

  Stage(Playback playback, Instant start, Consumer<Finding> out) {
    this.playback = playback;
    this.out = out;
    now = start;
  }

  /** Has somebody hear each record before the detectors do. */
  void heardBy(Consumer<Telemetry> listener) {
    witness = listener;
  }

  void play(Cue cue) {
    pass(cue.at());
    if (cue instanceof Cue.Recorded recorded) {
      Telemetry record = recorded.made().apply(cue.at().plus(clock));
      witness.accept(record);
      playback.on(record, out);
    } else if (cue instanceof Cue.Silence silence) {
      isSilent = silence.isSilent();
    } else if (cue instanceof Cue.ClockSet set) {
      clock = clock.plus(set.by());
    }
  }

  /** Lets time pass until just before this moment. */
  void pass(Instant until) {
    while (now.plusSeconds(1).isBefore(until)) {
      now = now.plusSeconds(1);
      if (!isSilent) {
        playback.on(new Heartbeat(now.plus(clock), Host.NAME), out);
      }
      if (now.getEpochSecond() % WALL_CLOCK_SECONDS == 0) {
        playback.wallClock(now, out);
      }
    }
  }

  void restart() {
    playback.restart();
  }
}
