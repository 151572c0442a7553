package io.tocsin.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.incidents.SampleIncidents;
import io.tocsin.telemetry.Incident;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentSheetTest {
  private final Terminal terminal =
      new Terminal(
          new PrintStream(PrintStream.nullOutputStream()),
          new PrintStream(PrintStream.nullOutputStream()),
          false);
  private final IncidentSheet sheet = new IncidentSheet(terminal, ZoneOffset.UTC);

  @Test
  void tellsWhenWhyAndWhatToDo() {
    assertThat(sheet.of(told()))
        .containsExactly(
            "CRITICAL  backend is in a restart loop",
            "  open since 21 Nov 10:00:00",
            "  host host1, stack netra; services: backend, frontend",
            "  id i1, revision 1",
            "",
            "When",
            "  21 Nov 10:00:00  backend: restart-rate begins (critical)",
            "  21 Nov 10:00:02  detected",
            "",
            "Cause",
            "  exits with 3",
            "    restart-rate, container netra-backend-1, 93 % sure",
            "    measured 5 restarts, threshold 3",
            "    exit code 3",
            "    | boom",
            "  less likely: frontend (21 %)",
            "",
            "Why, from the symptom to the cause",
            "  1. frontend: its probe fails and fails and fails and fails and fails and fails",
            "     and fails; it depends on backend",
            "     - probe: refused",
            "  2. backend: exits with 3",
            "",
            "What changed in the 3 days before",
            "  20 Nov 09:00:00  backend: image, from shop:1 to shop:2",
            "",
            "What to do",
            "  - Read its last lines:",
            "      docker logs --tail 100 netra-backend-1");
  }

  @Test
  void saysWhenItWasOver() {
    Instant end = Instant.parse("2026-11-21T10:30:00Z");

    assertThat(sheet.of(SampleIncidents.resolved("i1", end)))
        .contains("  resolved 21 Nov 10:30:00, 30 min after it began (since 21 Nov 10:00:00)");
  }

  @Test
  void letsNoTextTouchTheTerminal() {
    assertThat(sheet.of(SampleIncidents.withLog("i1", "\u001b[2J\u001b]0;owned\u0007red\r\nnext")))
        .anyMatch(line -> line.contains("owned red  next"))
        .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
  }

  @Test
  void listsIncidentsInColumns() {
    Incident open = SampleIncidents.open("i1");
    Incident over = SampleIncidents.resolved("0123456789", Instant.parse("2026-11-21T13:00:00Z"));
    IncidentTable table = new IncidentTable(terminal, ZoneOffset.UTC);

    assertThat(table.of(List.of(open, over), Instant.parse("2026-11-21T10:01:00Z")))
        .containsExactly(
            "ID        SEVERITY         SINCE    LASTS  WHAT",
            "i1        CRITICAL  21 Nov 10:00     60 s  netra: backend is in a restart loop",
            "01234567  RESOLVED  21 Nov 10:00      3 h  netra: backend is in a restart loop");
  }

  private static Incident told() {
    return SampleIncidents.changed(
        SampleIncidents.open("i1"),
        body -> {
          body.withArray("candidates").addObject().put("service", "backend").put("score", 0.93);
          body.withArray("candidates").addObject().put("service", "frontend").put("score", 0.21);
          body.withArray("why")
              .addObject()
              .put("service", "frontend")
              .put(
                  "statement",
                  "its probe fails" + " and fails".repeat(6) + "; it depends on backend")
              .putArray("evidence")
              .add("probe: refused");
          body.withArray("why")
              .addObject()
              .put("service", "backend")
              .put("statement", "exits with 3")
              .putArray("evidence");
          body.withArray("changes")
              .addObject()
              .put("at", "2026-11-20T09:00:00Z")
              .put("service", "backend")
              .put("what", "image")
              .put("from", "shop:1")
              .put("to", "shop:2");
          body.putArray("advice")
              .add("Read its last lines: docker logs --tail 100 netra-backend-1");
        });
  }
}
