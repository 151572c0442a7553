package io.tocsin.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.app.incidents.SampleIncidents;
import io.tocsin.telemetry.Incident;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentSheetTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:04:00Z");

  private final Terminal terminal =
      new Terminal(
          new PrintStream(PrintStream.nullOutputStream()),
          new PrintStream(PrintStream.nullOutputStream()),
          false);
  private final IncidentSheet sheet = new IncidentSheet(terminal, ZoneOffset.UTC);

  @Test
  void tellsWhenWhyAndWhatToDo() {
    assertThat(sheet.of(told(), NOW))
        .containsExactly(
            "CRITICAL  backend is in a restart loop",
            "  open for 4 min, since 21 Nov 10:00:00; seen after 2 s",
            "  it was over and began again once; the same happened twice in the 7 days",
            "  before, last until 20 Nov 10:00 (0123abcd)",
            "  host host1, stack netra; services: backend, frontend",
            "  id i1, revision 1",
            "",
            "Cause",
            "  exits with 3",
            "    measured 5 restarts, threshold 3",
            "    exit code 3",
            "    | boom",
            "  93 % sure that it is restart-rate of netra-backend-1",
            "    +40 it died by itself",
            "  less likely: frontend (21 %)",
            "",
            "What to do",
            "  1. Read its last lines:",
            "       docker logs --tail 100 netra-backend-1",
            "  2. Ask for more.",
            "",
            "Why, from the symptom to the cause",
            "  1. frontend: its probe fails and fails and fails and fails and fails and fails",
            "     and fails; it depends on backend",
            "     - probe: refused",
            "  2. backend: exits with 3",
            "",
            "What changed in the 3 days before",
            "  40 s before  deployed, 21 Nov 09:59:20",
            "    backend  image shop:1 → shop:2",
            "             memory limit 1 GiB → 64 MiB",
            "    worker   recreated",
            "  25 h before  changed by hand, 20 Nov 09:00:00",
            "    db  environment +NEW −OLD",
            "",
            "Timeline",
            "  Saturday 21 November",
            "  09:59:20      −40 s  backend: image shop:1 → shop:2",
            "  09:59:20      −40 s  backend: memory limit 1 GiB → 64 MiB",
            "  09:59:20      −40 s  worker: recreated",
            "  10:00:00          0  backend: restart-rate begins (critical)",
            "  10:00:02       +2 s  detected");
  }

  @Test
  void fillsAWideTerminal() {
    Terminal wide =
        new Terminal(
            new PrintStream(PrintStream.nullOutputStream()),
            new PrintStream(PrintStream.nullOutputStream()),
            false,
            160);

    assertThat(new IncidentSheet(wide, ZoneOffset.UTC).of(told(), NOW))
        .contains(
            "  1. frontend: its probe fails and fails and fails and fails and fails and fails and"
                + " fails; it depends on backend");
  }

  @Test
  void saysOfWhatItIsAPart() {
    Incident part =
        SampleIncidents.changed(
            SampleIncidents.resolved("i1", NOW), body -> body.put("mergedInto", "4567efab00"));

    assertThat(sheet.of(part, NOW))
        .contains("  it goes on as a part of 4567efab")
        .contains("  10:04:00     +4 min  goes on as a part of 4567efab00");
    assertThat(new IncidentTable(terminal, ZoneOffset.UTC).of(List.of(part), NOW))
        .anyMatch(line -> line.contains("MERGED"))
        .anyMatch(line -> line.contains("(part of"));
  }

  @Test
  void saysWhenItWasOver() {
    Instant end = Instant.parse("2026-11-21T10:30:00Z");

    assertThat(sheet.of(SampleIncidents.resolved("i1", end), NOW))
        .contains("  lasted 30 min, from 21 Nov 10:00:00 to 21 Nov 10:30:00; seen after 2 s");
  }

  @Test
  void letsNoTextTouchTheTerminal() {
    assertThat(
            sheet.of(
                SampleIncidents.withLog("i1", "\u001b[2J\u001b]0;owned\u0007red\r\nnext"), NOW))
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
          body.withArray("candidates")
              .addObject()
              .put("service", "backend")
              .put("score", 0.93)
              .put("points", 40)
              .putArray("reasons")
              .addObject()
              .put("points", 40)
              .put("statement", "it died by itself");
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
          change(body, "2026-11-21T09:59:20Z", "backend", "image", "shop:1", "shop:2");
          change(body, "2026-11-21T09:59:20Z", "backend", "memory limit", "1 GiB", "64 MiB");
          change(body, "2026-11-21T09:59:20Z", "worker", "recreated", null, "shop:1");
          for (JsonNode change : body.withArray("changes")) {
            ((ObjectNode) change).put("deployment", "2026-11-21T09:59:20Z");
          }
          change(body, "2026-11-20T09:00:00Z", "db", "environment", "OLD", "NEW");
          body.putObject("recurrence")
              .put("reopened", 1)
              .put("earlier", 2)
              .put("previous", "0123abcdef")
              .put("previousEndedAt", "2026-11-20T10:00:00Z");
          body.putArray("advice")
              .add("Read its last lines: docker logs --tail 100 netra-backend-1")
              .add("Ask for more.");
        });
  }

  private static void change(
      ObjectNode body, String at, String service, String what, @Nullable String from, String to) {
    body.withArray("changes")
        .addObject()
        .put("at", at)
        .put("service", service)
        .put("what", what)
        .put("from", from)
        .put("to", to);
  }
}
