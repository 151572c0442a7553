package io.tocsin.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.report.Report.ServiceRow;
import io.tocsin.app.report.page.MarkdownWriter;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stacks that come and go within one record, each with a service of the same name. */
class SeveralStacksTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final int MINUTES = 30;

  private final ReportBuilder builder = new ReportBuilder(Witness.NONE);

  @Test
  void tellsServicesOfTheSameNameApart() {
    builder.on(event("shop", "die", 120, null));
    builder.on(event("mail", "die", 300, null));
    end();

    String page = MarkdownWriter.write(ReportPage.of(builder.build(), false));

    assertThat(page).contains("| shop/db |", "| mail/db |").doesNotContain("| db |");
  }

  @Test
  void namesNoStackWhereThereIsOne() {
    builder.on(event("shop", "die", 120, null));
    end();

    String page = MarkdownWriter.write(ReportPage.of(builder.build(), false));

    assertThat(page).contains("| db |").doesNotContain("shop/db");
  }

  @Test
  void losesNoMinuteAfterAnUnhealthyContainerWasRemoved() {
    builder.on(event("shop", "create", 0, null));
    builder.on(event("shop", "start", 1, null));
    builder.on(event("shop", "health_status", 60, new EngineEvent.Health("unhealthy", 1, "no")));
    builder.on(event("shop", "kill", 200, null));
    builder.on(event("shop", "die", 210, null));
    builder.on(event("shop", "destroy", 211, null));
    end();

    ServiceRow row = builder.build().services().get(0);

    assertThat(row.lostMinutes()).isEqualTo(3);
    assertThat(row.minutes()).as("those in which it was there").isEqualTo(4);
  }

  @Test
  void countsWhatIsDownToTheEnd() {
    builder.on(event("shop", "die", 60, null));
    end();

    ServiceRow row = builder.build().services().get(0);

    assertThat(row.lostMinutes()).isEqualTo(MINUTES - 1);
    assertThat(row.minutes()).isEqualTo(MINUTES);
  }

  @Test
  void holdsMemoryToTheLimitOfItsTime() {
    builder.on(sample(10, 14, 64));
    builder.on(sample(20, 2, 8));
    end();

    assertThat(builder.build().containers().usage())
        .singleElement()
        .satisfies(row -> assertThat(row.ratio()).isEqualTo(0.25));
  }

  @Test
  void tellsOfTheStackOfTheIncidentThatItIsAboutAndNamesTheOthers() {
    Incident wanted = incident("shop", "a");
    ReportBuilder about = new ReportBuilder(Witness.NONE, Focus.on(Optional.of(wanted)));
    about.on(event("shop", "die", 120, null));
    about.on(event("mail", "die", 300, null));
    List.of(wanted, incident("mail", "b")).forEach(about::on);
    about.on(new Heartbeat(START.plusSeconds(MINUTES * 60), "host1"));

    Report report = about.build();

    assertThat(report.incidents()).containsExactly(wanted);
    assertThat(report.others()).extracting(Incident::stack).containsExactly("mail");
    assertThat(report.services()).extracting(row -> row.subject().stack()).containsExactly("shop");
    assertThat(report.scope().length()).isEqualTo(Duration.ofMinutes(MINUTES - 2));
    assertThat(MarkdownWriter.write(ReportPage.of(report, false)))
        .contains("At the time there was another: mail: db of mail is gone.")
        .doesNotContain("| mail/db |");
  }

  @Test
  void saysSoWhereTheIncidentThatItIsAboutHasNotHappened() {
    ReportBuilder about =
        new ReportBuilder(Witness.NONE, Focus.on(Optional.of(incident("shop", "a"))));
    about.on(incident("shop", "other"));
    about.on(new Heartbeat(START, "host1"));

    Report report = about.build();

    assertThat(report.incidents()).extracting(Incident::id).containsExactly("other");
    assertThat(report.unknown().notes()).anyMatch(note -> note.contains("did not come of this"));
  }

  private static Incident incident(String stack, String id) {
    Instant end = START.plusSeconds(600);
    return new Incident(
        Incident.SCHEMA,
        id,
        2,
        Incident.State.RESOLVED,
        Severity.CRITICAL,
        "db of " + stack + " is gone",
        "host1",
        stack,
        START,
        START,
        end,
        end,
        new Incident.Cause("db", "", "exited", "it ended", 0.9),
        List.of(),
        List.of(),
        List.of("db"),
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  private void end() {
    builder.on(new Heartbeat(START, "host1"));
    builder.on(new Heartbeat(START.plusSeconds(MINUTES * 60), "host1"));
  }

  private static ContainerRef container(String stack) {
    return new ContainerRef("id-" + stack, stack + "-db-1", "db:1");
  }

  private static ResourceSample sample(int second, long used, long limit) {
    return new ResourceSample(
        START.plusSeconds(second),
        new Subject("host1", "shop", "db"),
        container("shop"),
        "cgroup",
        new ResourceSample.Memory(new Bytes(used), new Bytes(used), new Bytes(limit)),
        new ResourceSample.Cpu(second, 0, 0, 0),
        null,
        null,
        null);
  }

  private static EngineEvent event(
      String stack,
      String action,
      int second,
      EngineEvent.@org.jspecify.annotations.Nullable Health health) {
    return new EngineEvent(
        START.plusSeconds(second),
        new Subject("host1", stack, "db"),
        "container",
        action,
        container(stack),
        null,
        Map.of(),
        new ContainerTraits(
            new RestartPolicy("no", 0),
            false,
            false,
            false,
            Duration.ofSeconds(10),
            null,
            Map.of()),
        action.equals("die") ? new EngineEvent.Exit(3, false, "", List.of()) : null,
        health,
        false);
  }
}
