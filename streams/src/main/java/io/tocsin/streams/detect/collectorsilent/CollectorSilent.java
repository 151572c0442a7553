package io.tocsin.streams.detect.collectorsilent;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the heartbeats of a host. The one detector whose {@code tick} is the wall clock's, since
 * what it waits for moves the other detectors' time. It judges only what it has watched itself:
 * that nothing came while this process was away says nothing about the host.
 */
public final class CollectorSilent implements Detector<Heartbeat> {
  public static final DetectorType<Heartbeat, State> TYPE =
      new DetectorType<>(
              "collector-silent",
              "A host has stopped reporting: its collector, its engine or the way here is down.",
              Input.of(Heartbeat.class, Source.LIVENESS),
              List.of(
                  Parameter.duration(
                      "after", Duration.ofSeconds(30), "How long without a heartbeat."),
                  Parameter.severity("severity", Severity.CRITICAL, "Of the finding.")),
              new DetectorType.State<>(State.class, 1),
              CollectorSilent::new)
          .explained(About.EXPLANATION);

  /** A host that has been away for so long has been taken out of service. */
  private static final Duration GIVEN_UP = Duration.ofDays(1);

  /** Who has not looked for so long, for want of a broker or of sleep, begins to watch anew. */
  private static final Duration BLINK = Duration.ofSeconds(15);

  private final Tuning<Limits> tuning;
  private final Alarm alarm;
  private Instant lastHeartbeat;
  private Instant now = Instant.MIN;
  private Instant heardAt = Instant.MAX;

  /** What is kept: not when a heartbeat was heard, which is of no use to another process. */
  public record State(Instant lastHeartbeat, @Nullable Finding open) {}

  private record Limits(Duration after, Severity severity) {
    static Limits of(Settings settings) {
      return new Limits(settings.duration("after"), settings.severity("severity"));
    }
  }

  CollectorSilent(Watch watch, @Nullable State kept) {
    tuning = new Tuning<>(watch.rule(), Limits::of);
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    lastHeartbeat = kept == null ? Instant.MIN : kept.lastHeartbeat();
  }

  @Override
  public void on(Heartbeat heartbeat, Consumer<Finding> out) {
    lastHeartbeat = lastHeartbeat.isAfter(heartbeat.at()) ? lastHeartbeat : heartbeat.at();
    heardAt = now.equals(Instant.MIN) ? Instant.MAX : now;
    alarm.resolve(heartbeat.at(), "it reports again", out);
  }

  @Override
  public void tick(Instant wallClock, Consumer<Finding> out) {
    boolean looked =
        !now.equals(Instant.MIN) && Duration.between(now, wallClock).compareTo(BLINK) <= 0;
    now = wallClock;
    if (heardAt.equals(Instant.MAX) || !looked) {
      heardAt = wallClock;
    }
    Duration silence = Duration.between(heardAt, wallClock);
    Limits limits = tuning.current();
    if (alarm.isOpen()) {
      giveUp(wallClock, out);
    } else if (silence.compareTo(limits.after()) >= 0 && !lastHeartbeat.equals(Instant.MIN)) {
      alarm.fire(wallClock, verdict(wallClock, silence, limits), out);
    }
  }

  private void giveUp(Instant wallClock, Consumer<Finding> out) {
    if (Duration.between(lastHeartbeat, wallClock).compareTo(GIVEN_UP) > 0) {
      alarm.resolve(wallClock, "it has been away for a day and is given up", out);
      lastHeartbeat = Instant.MIN;
    }
  }

  private Verdict verdict(Instant wallClock, Duration silence, Limits limits) {
    return new Verdict(
        limits.severity(),
        lastHeartbeat,
        "",
        new Verdict.Measure(silence.toSeconds(), limits.after().toSeconds(), "seconds", null),
        "nothing has been heard of this host since %s"
            .formatted(lastHeartbeat.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)),
        Evidence.of("lastHeartbeat", lastHeartbeat)
            .with("silence", Durations.format(Duration.between(lastHeartbeat, wallClock)))
            .build());
  }

  /** At every tick: the wall clock is cheap to look at, and there are few hosts. */
  @Override
  public Instant wakeAt() {
    return Instant.MIN;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(lastHeartbeat, alarm.finding());
  }

  @Override
  public boolean isBlank() {
    return lastHeartbeat.equals(Instant.MIN);
  }
}
