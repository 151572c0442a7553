package io.tocsin.streams;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.telemetry.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private final List<Progress> told = new ArrayList<>();
  private final Reading reading = new Reading(Source.HOST_EVENTS, 1, () -> 2);

  @Test
  void saysWithTheFirstRecordOfThePastThatItIsBehind() {
    read("host1", T0, T0.plusSeconds(300));
    read("host1", T0.plusSeconds(1), T0.plusSeconds(300));

    assertThat(told)
        .containsExactly(new Progress("host1", "host-events", 1, Instant.EPOCH, 7, true));
  }

  @Test
  void tellsOfThePresentOnceAMinuteAndOfThePastEveryTenSeconds() {
    for (int second = 0; second < 60; second++) {
      reached(T0.plusSeconds(second), T0.plusSeconds(600).plusMillis(second));
    }
    int ofThePast = told.size();
    for (int second = 60; second < 180; second++) {
      reached(T0.plusSeconds(second), T0.plusSeconds(second + 1));
    }

    assertThat(ofThePast).isEqualTo(6);
    assertThat(told).hasSize(ofThePast + 2);
    assertThat(told.get(ofThePast).behind()).isFalse();
  }

  @Test
  void aHostOfWhichNothingMoreComesHasBeenReadToItsEnd() {
    read("gone", T0, T0.plusSeconds(600));
    read("here", T0, T0.plusSeconds(600));
    told.clear();

    for (int second = 600; second <= 630; second += 5) {
      read("here", T0.plusSeconds(second - 500), T0.plusSeconds(second));
      reading.passed(T0.plusSeconds(second), told::add);
    }

    assertThat(told).extracting(Progress::host, Progress::behind).containsExactly(end("gone"));
  }

  @Test
  void aHostWhoseClockIsSlowIsNotReadOfThePast() {
    for (int second = 0; second < 30; second++) {
      reached(T0.plusSeconds(second), T0.plusSeconds(second + 90));
    }

    assertThat(told).extracting(Progress::behind).containsExactly(true, false);
  }

  private static org.assertj.core.groups.Tuple end(String host) {
    return org.assertj.core.groups.Tuple.tuple(host, false);
  }

  private void read(String host, Instant at, Instant now) {
    reading.read(host, at, () -> now, told::add);
  }

  private void reached(Instant watermark, Instant now) {
    reading.reached("host1", watermark, now, told::add);
  }
}
