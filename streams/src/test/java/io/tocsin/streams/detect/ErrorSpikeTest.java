package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.errorspike.ErrorSpike;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Lines;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorSpikeTest {

  @Test
  void firesWithinSecondsAfterAQuietStart() {
    Lines lines = new Lines().write("INFO up").at(60).write("INFO ok").at(130).errors(18, 3);

    List<Finding> findings = play(ErrorSpike.TYPE, lines.list(), 0);

    assertThat(brief(findings)).containsExactly("warning firing");
    assertThat(findings.get(0).detectedAt()).isBefore(Events.T0.plusSeconds(133));
    assertThat(findings.get(0).startedAt()).isEqualTo(Events.T0.plusSeconds(130));
    assertThat(findings.get(0).evidence()).containsKeys("p", "expectedPerMinute");
    assertThat(String.valueOf(findings.get(0).evidence().get("logs"))).contains("order 0 failed");
  }

  @Test
  void isSilentBelowTheMinimum() {
    Lines lines = new Lines().write("INFO up").at(3_600).errors(9, 1);

    assertThat(play(ErrorSpike.TYPE, lines.list(), 600)).isEmpty();
  }

  @Test
  void firesForAFloodInTheFirstMinute() {
    assertThat(brief(play(ErrorSpike.TYPE, new Lines().errors(50, 20).list(), 0)))
        .containsExactly("warning firing");
    assertThat(play(ErrorSpike.TYPE, new Lines().errors(30, 20).list(), 600)).isEmpty();
  }

  @Test
  void isSilentWhileItMeetsABusyServiceWithErrorsOfItsOwn() {
    assertThat(play(ErrorSpike.TYPE, busy(100).list(), 0)).isEmpty();
  }

  @Test
  void firesForAFloodInTheFirstMinuteOfABusyService() {
    assertThat(brief(play(ErrorSpike.TYPE, busy(3).list(), 0))).startsWith("warning firing");
  }

  /** Two hundred lines a second from the middle of a minute on; one in so many is an error. */
  private static Lines busy(int linesToAnError) {
    Lines lines = new Lines().at(47);
    for (int line = 1; line <= 30_000; line++) {
      lines.write(
          (line % linesToAnError == 0 ? "ERROR order failed " : "INFO order taken ") + line);
      lines.after(0.005);
    }
    return lines;
  }

  @Test
  void isSilentAtTheUsualRate() {
    Lines lines = new Lines();
    Random random = new Random(3);
    for (int minute = 0; minute < 600; minute++) {
      lines.at(minute * 60.0).errors(2 + random.nextInt(12), 59);
    }

    assertThat(play(ErrorSpike.TYPE, lines.list(), 600)).isEmpty();
  }

  @Test
  void firesAgainstANoisyBackground() {
    Lines lines = new Lines();
    for (int minute = 0; minute < 60; minute++) {
      lines.at(minute * 60.0).errors(4 + minute % 5, 59);
    }
    lines.at(3_600).errors(60, 20);

    List<Finding> findings = play(ErrorSpike.TYPE, lines.list(), 0);

    assertThat(brief(findings)).startsWith("warning firing");
    assertThat(findings.get(0).startedAt())
        .isBetween(Events.T0.plusSeconds(3_590), Events.T0.plusSeconds(3_602));
  }

  @Test
  void resolvesTwoMinutesAfterTheErrorsAreBackAtTheirRate() {
    Lines lines = new Lines().write("INFO up").at(300).errors(40, 10);

    List<Finding> findings = play(ErrorSpike.TYPE, lines.list(), 190);

    assertThat(findings.get(findings.size() - 1).isFiring()).isFalse();
    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id());
  }

  @Test
  void acceptsALastingShiftAfterAWhile() {
    Lines lines = new Lines().write("INFO up").at(600);
    for (int minute = 0; minute < 120; minute++) {
      lines.at(600 + minute * 60.0).errors(50, 59);
    }

    List<Finding> findings = play(ErrorSpike.TYPE, lines.list(), 0);

    Finding last = findings.get(findings.size() - 1);
    assertThat(last.isFiring()).isFalse();
    assertThat(Duration.between(last.detectedAt(), last.endedAt()))
        .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));
    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id());
  }
}
