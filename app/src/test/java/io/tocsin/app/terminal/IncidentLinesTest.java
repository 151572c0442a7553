package io.tocsin.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.incidents.SampleIncidents;
import io.tocsin.telemetry.Incident;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentLinesTest {
  private final IncidentLines lines = new IncidentLines(terminal(false), ZoneOffset.UTC);

  @Test
  void tellsWhatBrokeWhereAndWhy() {
    assertThat(lines.change(SampleIncidents.open("i1"), null))
        .containsExactly(
            "10:00:09 CRITICAL netra/backend +1: backend is in a restart loop",
            "         cause   restart-rate: exits with 3",
            "         seen    backend: restarted 5 times in 10 min",
            "           | boom",
            "         mend    Read the last lines of its log.",
            "         id      i1");
  }

  @Test
  void saysThatNobodyIsToldOfWhatIsSilenced() {
    String why = "silenced by ann until 2026-11-21T12:00:00Z: new disks";
    IncidentLines known =
        new IncidentLines(terminal(false), ZoneOffset.UTC, incident -> Optional.of(why));

    assertThat(String.join("\n", known.change(SampleIncidents.open("i1"), null)))
        .contains("\n         told    nobody for now: silenced by ann until 2026-11-21T12:00:00Z");
    assertThat(
            known.change(
                SampleIncidents.resolved("i1", Instant.parse("2026-11-21T10:01:30Z")), null))
        .hasSize(1);
  }

  @Test
  void tellsTheEndInOneLine() {
    assertThat(
            lines.change(
                SampleIncidents.resolved("i1", Instant.parse("2026-11-21T10:01:30Z")),
                SampleIncidents.open("i1")))
        .containsExactly(
            "10:01:30 RESOLVED netra/backend +1: backend is in a restart loop (lasted 90 s)");
  }

  @Test
  void saysWhatIsNew() {
    Incident before = SampleIncidents.open("i1");

    assertThat(lines.change(SampleIncidents.wider(before, "cache"), before).get(0))
        .isEqualTo("10:00:09 CRITICAL netra/backend +2: also cache: backend is in a restart loop");
  }

  @Test
  void isSilentAboutTheSameRevision() {
    assertThat(lines.change(SampleIncidents.open("i1"), SampleIncidents.open("i1"))).isEmpty();
  }

  @Test
  void letsNoLogLineTouchTheTerminal() {
    assertThat(
            lines.change(
                SampleIncidents.withLog("i1", "\u001b[2J\u001b]0;owned\u0007red\r\nnext"), null))
        .anyMatch(line -> line.contains("owned red  next"))
        .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
  }

  @Test
  void breaksWhatIsLongBetweenWordsAndCutsNothingThatMatters() {
    String why = "cannot reach db:5432 ".repeat(12) + "since db was removed";
    Incident incident =
        SampleIncidents.changed(
            SampleIncidents.withLog("i1", "x".repeat(200)),
            body -> body.withObject("/cause").put("summary", why));

    assertThat(lines.change(incident, null))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
        .anyMatch(line -> line.endsWith("since db was removed"));
  }

  @Test
  void paintsOnlyWhereColoursAreWanted() {
    IncidentLines painted = new IncidentLines(terminal(true), ZoneOffset.UTC);

    assertThat(painted.change(SampleIncidents.open("i1"), null).get(0)).contains("\u001b[31;1m");
  }

  private static Terminal terminal(boolean isColoured) {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    return new Terminal(nowhere, nowhere, isColoured);
  }
}
