package io.tocsin.collector.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.inventory.Inspection.RunState;
import io.tocsin.collector.inventory.Known;
import io.tocsin.collector.inventory.Labels;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MissedEventsTest {
  private static final Instant LOST = Instant.parse("2026-11-21T10:00:00Z");
  private static final Instant CONNECTED = LOST.plusSeconds(300);
  private static final MissedEvents.Window WINDOW = new MissedEvents.Window(LOST, CONNECTED);

  @Test
  void aDeathThatNobodyToldIsMissedWithItsCode() {
    List<String> missed = missed(known(at(-60), null), state(false, at(-60), at(100), 3));

    assertThat(missed).containsExactly("die 3");
  }

  @Test
  void aRestartIsADeathAndAStartInTheirOrder() {
    List<String> missed = missed(known(at(-60), null), state(true, at(101), at(100), 0));

    assertThat(missed).containsExactly("die -1", "start -1");
  }

  @Test
  void aCrashLoopThatNobodySawIsToldDeathByDeath() {
    RunState state =
        new RunState("running", true, false, false, 0, "", at(101.6), at(100), 5, null);

    List<MissedEvents.Missed> missed =
        MissedEvents.of(known(at(-60), null), state, WINDOW, new PublishedEvents.Restarts(5, 0));

    assertThat(missed).filteredOn(one -> one.action().equals("die")).hasSize(5);
    assertThat(missed).filteredOn(one -> one.action().equals("start")).hasSize(5);
    assertThat(missed).extracting(MissedEvents.Missed::at).isSorted();
  }

  @Test
  void whatTheEngineHasForgottenOfALoopIsToldWithoutWhatItStillKnew() {
    RunState state = new RunState("restarting", true, true, false, 3, "", at(99), at(100), 9, null);
    Known known = known(at(99), at(100.1)); // by the engine's history

    List<MissedEvents.Missed> missed =
        MissedEvents.of(known, state, WINDOW, new PublishedEvents.Restarts(7, 2));

    assertThat(missed).filteredOn(one -> one.action().equals("die")).hasSize(7);
    assertThat(missed).filteredOn(one -> one.action().equals("start")).hasSize(7);
    assertThat(missed).allMatch(one -> one.at().isBefore(at(99)));
  }

  @Test
  void whatTheEventsToldIsNotMissed() {
    assertThat(missed(known(at(101.5), at(100.5)), state(true, at(101), at(100), 0))).isEmpty();
    assertThat(missed(known(at(-60), null), state(true, at(-61), null, 0))).isEmpty();
  }

  @Test
  void whatHappenedBeforeTheLossOrComesWithTheNewConnectionIsNotMissed() {
    assertThat(missed(known(null, null), state(false, at(-20), at(-10), 1))).isEmpty();
    assertThat(missed(known(at(-60), null), state(false, at(-60), at(301), 1))).isEmpty();
  }

  @Test
  void deathsThatCameWithTheEnginesOwnEndAreMarkedAsItsDoing() {
    MissedEvents.Missed killed = new MissedEvents.Missed("die", "", at(1), 137);
    MissedEvents.Missed failed = new MissedEvents.Missed("die", "", at(1), 3);

    assertThat(killed.mark(event(), true).attributes()).containsEntry("engineRestart", "true");
    assertThat(killed.mark(event(), false).attributes()).isEmpty();
    assertThat(failed.mark(event(), true).attributes()).isEmpty();
  }

  private static List<String> missed(Known known, RunState state) {
    return MissedEvents.of(known, state, WINDOW, PublishedEvents.Restarts.NONE).stream()
        .map(one -> one.action() + " " + one.exitCode())
        .toList();
  }

  private static Instant at(double seconds) {
    return LOST.plusMillis((long) (seconds * 1_000));
  }

  private static Known known(@Nullable Instant start, @Nullable Instant die) {
    return new Known(
        new ContainerRef("abc", "web", "img"),
        new Subject("host1", "", "web"),
        new Labels(Map.of()),
        true,
        null,
        start,
        die);
  }

  private static RunState state(
      boolean running, @Nullable Instant started, @Nullable Instant finished, int code) {
    String status = running ? "running" : "exited";
    return new RunState(status, running, false, false, code, "", started, finished, 0, null);
  }

  private static EngineEvent event() {
    return new EngineEvent(
        LOST,
        new Subject("host1", "", "web"),
        "container",
        "die",
        null,
        null,
        Map.of(),
        null,
        null,
        null,
        true);
  }
}
