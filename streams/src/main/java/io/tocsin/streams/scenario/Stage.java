package io.tocsin.streams.scenario;

import io.tocsin.streams.Playback;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Plays cues to the detectors, with a heartbeat a second between them. */
final class Stage {
  private static final int WALL_CLOCK_SECONDS = 5;

  private final Playback playback;
  private final Consumer<Finding> out;
  private Instant now;
  private Duration clock = Duration.ZERO;
  private boolean isSilent;

  Stage(Playback playback, Instant start, Consumer<Finding> out) {
    this.playback = playback;
    this.out = out;
    now = start;
  }

  void play(Cue cue) {
    pass(cue.at());
    if (cue instanceof Cue.Recorded recorded) {
      playback.on(recorded.made().apply(cue.at().plus(clock)), out);
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
