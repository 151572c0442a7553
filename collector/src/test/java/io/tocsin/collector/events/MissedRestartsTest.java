package io.tocsin.collector.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.events.MissedEvents.Missed;
import io.tocsin.collector.inventory.Inspection.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissedRestartsTest {
  private static final Instant LOST = Instant.parse("2026-11-21T10:00:00Z");
  private static final Instant LATER = LOST.plusSeconds(3_600);

  @Test
  void goesBackInTheEnginesOwnRhythm() {
    // runs of 2 s; the last start came 1.6 s after the last death, the fifth wait
    RunState up = up(LATER, LATER.plusMillis(1_600), 5);

    List<Missed> missed = MissedRestarts.of(4, up, LOST);

    assertThat(actions(missed))
        .containsExactly("die", "start", "die", "start", "die", "start", "die", "start");
    assertThat(waits(missed)).containsExactly(100L, 200L, 400L, 800L);
    assertThat(missed.get(7).at()).isEqualTo(LATER.minusSeconds(1));
  }

  @Test
  void endsWithADeathBeforeTheLastStartOfWhatIsDown() {
    RunState down = down(LATER, LATER.plusSeconds(2), 3);

    List<Missed> missed = MissedRestarts.of(2, down, LOST);

    assertThat(actions(missed)).containsExactly("die", "start", "die");
    assertThat(missed.get(2).at()).isEqualTo(LATER.minusMillis(200));
    assertThat(missed.get(1).at()).isEqualTo(LATER.minusMillis(2_200));
  }

  @Test
  void spreadsWhatNoRhythmTells() {
    RunState up = up(LATER, LATER.plusMillis(100), 9);

    List<Missed> missed = MissedRestarts.of(3, up, LOST);

    assertThat(missed.stream().filter(m -> m.action().equals("die")).map(Missed::at))
        .containsExactly(LOST.plusSeconds(900), LOST.plusSeconds(1_800), LOST.plusSeconds(2_700));
  }

  @Test
  void putsNothingBeforeTheLossAndKeepsTheOrder() {
    RunState up = up(LOST.plusSeconds(30), LOST.plusSeconds(90), 400);

    List<Missed> missed = MissedRestarts.of(399, up, LOST);

    assertThat(missed).hasSize(400);
    assertThat(missed).allMatch(one -> one.at().isAfter(LOST));
    assertThat(missed).extracting(Missed::at).isSorted();
  }

  @Test
  void makesNothingUpWhereNothingIsMissing() {
    assertThat(MissedRestarts.of(0, up(LATER, LATER.plusSeconds(1), 3), LOST)).isEmpty();
    assertThat(MissedRestarts.of(-1, up(LATER, LATER.plusSeconds(1), 3), LOST)).isEmpty();
  }

  private static List<String> actions(List<Missed> missed) {
    return missed.stream().map(Missed::action).toList();
  }

  private static List<Long> waits(List<Missed> missed) {
    return java.util.stream.IntStream.range(0, missed.size() / 2)
        .mapToObj(i -> Duration.between(missed.get(2 * i).at(), missed.get(2 * i + 1).at()))
        .map(Duration::toMillis)
        .toList();
  }

  private static RunState up(Instant finished, Instant started, int restarts) {
    return new RunState("running", true, false, false, 0, "", started, finished, restarts, null);
  }

  private static RunState down(Instant started, Instant finished, int restarts) {
    return new RunState("restarting", true, true, false, 3, "", started, finished, restarts, null);
  }
}
