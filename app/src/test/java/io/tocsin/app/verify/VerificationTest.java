package io.tocsin.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.incidents.SampleIncidents;
import io.tocsin.app.report.Standing;
import io.tocsin.app.verify.Verification.Verdict;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final Instant START = SampleIncidents.open("a").startedAt();
  private static final Instant LATER = START.plusSeconds(60);

  @Test
  void isHealthyWithoutIncidentAndWithinTheCriteria() {
    Verification verification = new Verification(Optional.of("netra"), START);
    talk(verification, "netra", "INFO", 100);

    Verdict verdict = verification.verdict();

    assertThat(verdict.isHealthy()).isTrue();
    assertThat(verdict.rows())
        .extracting(Standing.Row::name)
        .containsExactly(
            "error-ratio",
            "failed-requests",
            "latency-p95",
            "restarts",
            "memory-ratio",
            "availability",
            "deprecations");
  }

  @Test
  void isNotHealthyWithTooManyErrorsThoughNoIncidentWasTold() {
    Verification verification = new Verification(Optional.of("netra"), START);
    talk(verification, "netra", "INFO", 100);
    talk(verification, "netra", "ERROR", 2);

    Verdict verdict = verification.verdict();

    assertThat(verdict.isHealthy()).isFalse();
    assertThat(verdict.rows())
        .filteredOn(row -> !row.isMet())
        .extracting(row -> row.name() + ": " + row.value())
        .containsExactly("error-ratio: 2.0 % (2 of 102)");
  }

  @Test
  void isNotHealthyWithAnIncidentThatBeganInTheTimeEvenIfItIsOver() {
    Verification verification = new Verification(Optional.of("netra"), START);
    talk(verification, "netra", "INFO", 100);
    verification.on(SampleIncidents.resolved("a", LATER));

    assertThat(verification.verdict().isHealthy()).isFalse();
    assertThat(verification.fresh()).extracting(Incident::id).containsExactly("a");
  }

  @Test
  void countsWhatBeganBeforeOnlyWhileItGoesOn() {
    Verification verification = new Verification(Optional.of("netra"), LATER);
    verification.on(SampleIncidents.open("a"));
    verification.on(SampleIncidents.open("b"));
    verification.on(SampleIncidents.resolved("b", LATER.minusSeconds(1)));

    assertThat(verification.verdict().incidents()).extracting(Incident::id).containsExactly("a");
    assertThat(verification.fresh()).as("it ends nothing at once").isEmpty();
    assertThat(verification.lasting()).as("it is told of").extracting(Incident::id).contains("a");
  }

  @Test
  void looksAtTheStackThatIsAskedForOnly() {
    Verification verification = new Verification(Optional.of("shop"), START);
    talk(verification, "netra", "ERROR", 50);
    verification.on(SampleIncidents.open("a"));

    assertThat(verification.verdict().isHealthy()).isTrue();
    assertThat(verification.records()).as("and knows that it has seen nothing of it").isZero();
  }

  private static void talk(Verification verification, String stack, String level, int lines) {
    for (int i = 0; i < lines; i++) {
      verification.on(
          new LogLine(
              START.plusMillis(100 + i),
              new Subject("host1", stack, "backend"),
              "backend-1",
              "id-1",
              LogLine.Stream.STDOUT,
              level + " order " + i + " placed",
              false,
              null));
    }
    verification.on(new Heartbeat(LATER, "host1"));
  }
}
