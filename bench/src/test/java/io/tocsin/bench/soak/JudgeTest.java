package io.tocsin.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.engine.Telling;
import io.tocsin.bench.soak.Kind.Timing;
import io.tocsin.bench.soak.Kind.Told;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Kind EXIT =
      new Kind("exit", Told.by("exited"), Timing.seconds(30, 20), Cued.of("exit"));
  private static final Kind NEW_ERROR =
      new Kind("new error", Told.quietly("new-error"), Timing.seconds(30, 20), Cued.of("exit"));
  private static final Kind STORM =
      new Kind("storm", Told.ofEngine("api-storm"), Timing.seconds(0, 30), Calls.EXEC);

  @Test
  void countsAPostInTimeAndItsDelay() {
    List<Telling> posts = List.of(post(12, "soak-f01", "app", "exited"));

    Outcome outcome = judge(posts, fault(EXIT)).outcomes().get(0);

    assertThat(outcome.hit()).isNotNull();
    assertThat(outcome.delaySeconds()).isEqualTo(12);
    assertThat(judge(posts, fault(EXIT)).falseAlarms()).isEmpty();
  }

  @Test
  void missesWhatIsToldTooLate() {
    Judge judge = judge(List.of(post(21, "soak-f01", "app", "exited")), fault(EXIT));

    assertThat(judge.outcomes().get(0).hit()).isNull();
    assertThat(judge.falseAlarms()).isEmpty();
  }

  @Test
  void missesWhatIsToldOfAnotherServiceOrByTheWrongDetector() {
    List<Telling> posts =
        List.of(
            post(12, "soak-f01", "other", "exited"), post(13, "soak-f01", "app", "memory-ratio"));

    Outcome outcome = judge(posts, fault(EXIT)).outcomes().get(0);

    assertThat(outcome.hit()).isNull();
    assertThat(outcome.others()).hasSize(2);
  }

  @Test
  void takesWhatComesBeforeTheFaultForAFalseAlarm() {
    Judge judge = judge(List.of(post(-5, "soak-f01", "app", "exited")), fault(EXIT));

    assertThat(judge.outcomes().get(0).hit()).isNull();
    assertThat(judge.falseAlarms()).hasSize(1);
  }

  @Test
  void takesWhatConcernsAHealthyStackForAFalseAlarm() {
    Judge judge = judge(List.of(post(12, "soak-shop", "app", "exited")), fault(EXIT));

    assertThat(judge.falseAlarms()).hasSize(1);
  }

  @Test
  void findsAStormByItsDetectorWhateverItsStack() {
    Judge judge = judge(List.of(post(11, "", "", "api-storm")), fault(STORM));

    assertThat(judge.outcomes().get(0).hit()).isNotNull();
    assertThat(judge.falseAlarms()).isEmpty();
  }

  @Test
  void asksTheConsoleForWhatIsNotPosted() {
    Telling seen =
        new Telling(NOON.plusSeconds(500), false, incident(4, "soak-f01", "app", "new-error"));

    Outcome outcome =
        new Judge(List.of(), List.of(seen), List.of(fault(NEW_ERROR))).outcomes().get(0);

    assertThat(outcome.hit()).isNotNull();
    assertThat(outcome.delaySeconds()).isEqualTo(4);
  }

  private static Judge judge(List<Telling> posts, Fault fault) {
    return new Judge(posts, List.of(), List.of(fault));
  }

  private static Fault fault(Kind kind) {
    return new Fault(kind, "soak-f01", NOON, NOON.plusSeconds(60));
  }

  private static Telling post(int second, String stack, String service, String detector) {
    return new Telling(NOON.plusSeconds(second), true, incident(second, stack, service, detector));
  }

  private static Incident incident(int second, String stack, String service, String detector) {
    Instant at = NOON.plusSeconds(second);
    return new Incident(
        Incident.SCHEMA,
        stack + service + detector,
        1,
        Incident.State.OPEN,
        Severity.CRITICAL,
        "",
        "host",
        stack,
        at,
        at,
        at,
        null,
        new Incident.Cause(service, "", detector, "", 1),
        List.of(),
        List.of(),
        List.of(service),
        List.of(
            new Incident.Observation(
                detector,
                Severity.CRITICAL,
                service,
                "",
                Finding.State.FIRING,
                at,
                at,
                null,
                1,
                1,
                "",
                Duration.ZERO,
                "",
                Map.of())),
        List.of(),
        List.of(),
        Map.of());
  }
}
