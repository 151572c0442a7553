package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static io.tocsin.streams.testkit.Stage.playInterrupted;
import static io.tocsin.streams.testkit.Stage.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.newerror.NewError;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Facts;
import io.tocsin.streams.testkit.Lines;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NewErrorTest {

  @Test
  void tellsOfAnErrorNeverSeenBeforeAndForgetsThatItIsNew() {
    Lines lines = new Lines().write("INFO up").errors(5, 60).at(1_000);
    lines.write("ERROR cannot reach 10.0.0.7:5432: connection refused");

    List<Finding> findings = play(NewError.TYPE, lines.list(), 400);

    assertThat(brief(findings)).containsExactly("info firing", "info resolved");
    assertThat(findings.get(0).startedAt()).isEqualTo(Events.T0.plusSeconds(1_000));
    assertThat(findings.get(0).evidence())
        .containsEntry("template", "ERROR cannot reach <*>: connection refused");
    assertThat(findings.get(1).endedAt()).isEqualTo(Events.T0.plusSeconds(1_300));
  }

  @Test
  void isSilentOfErrorsThatItKnows() {
    Lines lines = new Lines().errors(5, 60);
    for (int hour = 1; hour < 24; hour++) {
      lines.at(hour * 3_600).errors(20, 60);
    }

    assertThat(play(NewError.TYPE, lines.list(), 400)).isEmpty();
  }

  @Test
  void onlyLearnsInTheFirstMinutes() {
    Lines lines = new Lines().write("INFO up").at(890).write("ERROR one thing is broken here");
    lines.at(2_000).write("ERROR one thing is broken here");

    assertThat(play(NewError.TYPE, lines.list(), 400)).isEmpty();
    assertThat(play(NewError.TYPE, Map.of("learning", Duration.ofMinutes(5)), lines.list(), 400))
        .hasSize(2);
  }

  @Test
  void isSilentWhenDebugLoggingIsSwitchedOn() {
    Lines lines = new Lines().write("INFO up").at(2_000);
    for (int i = 0; i < 500; i++) {
      lines.write("DEBUG handler " + i + " saw error=" + i + " and failed again").after(0.1);
      lines.write("WARN  slow answer of an error page " + i).after(0.1);
    }

    assertThat(play(NewError.TYPE, lines.list(), 400)).isEmpty();
  }

  @Test
  void isSilentWhenADeploymentHasChangedTheWording() {
    List<Telemetry> records =
        deployment(
            "ERROR order 5 failed: no route to host",
            "ERROR order 17 could not be placed: no route to host");

    assertThat(play(NewError.TYPE, records, 400)).isEmpty();
  }

  @Test
  void tellsOfAnExceptionThatIsNewWithADeployment() {
    List<Telemetry> records =
        deployment("ERROR order 5 failed: KeyError", "ERROR order 17 failed: TypeError");

    assertThat(brief(play(NewError.TYPE, records, 0))).containsExactly("info firing");
  }

  @Test
  void tellsOfAnExceptionThatIsNewBelowAHeadThatIsNotAndOnlyOnceOfBoth() {
    Lines lines = new Lines().write("INFO up");
    raise(lines.at(10), "ERROR the request failed", "KeyError: 'total'");
    raise(lines.at(2_000), "ERROR the request failed", "KeyError: 'total'");
    raise(lines.at(3_000), "ERROR the request failed", "TimeoutError: no answer of the database");
    raise(lines.at(4_000), "ERROR nothing goes any more", "MemoryError: cannot allocate");

    List<Finding> findings = play(NewError.TYPE, lines.list(), 0);

    assertThat(findings.stream().filter(Finding::isFiring))
        .extracting(finding -> finding.evidence().get("template"))
        .containsExactly("TimeoutError: no answer of the database", "ERROR nothing goes any more");
  }

  private static void raise(Lines lines, String head, String exception) {
    lines.write(
        head,
        "Traceback (most recent call last):",
        "  File \"shop.py\", line 3, in main",
        exception);
  }

  /** One error under the first image, another under the second. */
  private static List<Telemetry> deployment(String before, String after) {
    return Stream.of(
            Stream.of(Facts.of("backend").image("shop:1").started()),
            new Lines().write("INFO up", before).list().stream(),
            Stream.of(Facts.of("backend").at(5_000).image("shop:2").started()),
            new Lines().at(5_001).write("INFO up", after).list().stream())
        .<Telemetry>flatMap(part -> part)
        .toList();
  }

  @Test
  void countsItsRepetitionsWithoutTellingOfEach() {
    Lines lines = new Lines().write("INFO up").at(2_000);
    for (int i = 0; i < 5_000; i++) {
      lines.write("ERROR worker " + i + " lost its lease").after(0.01);
    }

    List<Finding> findings = play(NewError.TYPE, lines.list(), 0);

    assertThat(findings).extracting(Finding::value).containsExactly(1.0, 10.0, 100.0, 1_000.0);
    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id());
  }

  @Test
  void tellsOfABoundedNumberAtATime() {
    Lines lines = new Lines().write("INFO up").at(2_000);
    for (char a = 'a'; a <= 'z'; a++) {
      lines.write("ERROR " + ("" + a).repeat(4) + " is not what was wanted" + " x".repeat(a - 'a'));
    }

    assertThat(play(NewError.TYPE, lines.list(), 0)).hasSize(8);
  }

  @Test
  void goesOnWhereItStood() {
    Lines lines = new Lines().write("INFO up").errors(20, 60);
    for (int i = 0; i < 40; i++) {
      lines
          .at(1_000 + i * 60)
          .write("ERROR a" + "bcdefgh".charAt(i % 7) + " broke the thing at " + i);
    }
    List<Finding> uninterrupted = play(NewError.TYPE, lines.list(), 400);

    assertThat(uninterrupted).isNotEmpty();
    for (long seed = 1; seed < 5; seed++) {
      assertThat(written(playInterrupted(NewError.TYPE, lines.list(), 400, seed)))
          .isEqualTo(written(uninterrupted));
    }
  }
}
