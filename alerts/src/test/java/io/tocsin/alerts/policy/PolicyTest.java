package io.tocsin.alerts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Delivery.Settled;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:30:00Z");
  private final Policy policy = new Policy(Duration.ofHours(24), PolicyRules.DEFAULT);

  @Test
  void tellsTheBeginning() {
    assertThat(decide(Incidents.open("i", 1), null)).isEqualTo(Verdict.OPENED);
  }

  @Test
  void tellsAnIncidentThatGrewBeforeAnybodyWasTold() {
    assertThat(decide(Incidents.open("i", 4), null)).isEqualTo(Verdict.OPENED);
  }

  @Test
  void tellsAChange() {
    Delivery last = told(Incidents.open("i", 1));

    assertThat(decide(Incidents.open("i", 2), last)).isEqualTo(Verdict.GATHERING);
    assertThat(decide(Incidents.open("i", 2), last, NOW.plusSeconds(10)))
        .isEqualTo(Verdict.CHANGED);
  }

  @Test
  void tellsNoRevisionTwiceAndNoneThatIsOlder() {
    assertThat(decide(Incidents.open("i", 2), told(Incidents.open("i", 2))))
        .isEqualTo(Verdict.TOLD);
    assertThat(decide(Incidents.open("i", 1), told(Incidents.open("i", 2))))
        .isEqualTo(Verdict.TOLD);
  }

  @Test
  void neverTellsInformation() {
    assertThat(decide(Incidents.open("i", 1, Severity.INFO), null)).isEqualTo(Verdict.INFO);
    assertThat(decide(Incidents.over(Incidents.open("i", 2, Severity.INFO)), null))
        .isEqualTo(Verdict.INFO);
  }

  @Test
  void tellsTheEndOfWhatWasTold() {
    assertThat(decide(Incidents.resolved("i", 2), told(Incidents.open("i", 1))))
        .isEqualTo(Verdict.RESOLVED);
  }

  @Test
  void tellsTheEndOfWhatWasToldThoughItHasBecomeInformation() {
    Incident over = Incidents.over(Incidents.open("i", 2, Severity.INFO));

    assertThat(decide(over, told(Incidents.open("i", 1)))).isEqualTo(Verdict.RESOLVED);
  }

  @Test
  void tellsOnceWhatBeganAndEndedWhileNobodyWasThere() {
    Incident over = Incidents.resolved("i", 2);

    assertThat(decide(over, null)).isEqualTo(Verdict.OVER_ALREADY);
    assertThat(decide(over, told(over))).isEqualTo(Verdict.TOLD);
  }

  @Test
  void doesNotTellTheEndOfWhatCouldNotBeTold() {
    assertThat(decide(Incidents.resolved("i", 2), buried(null, Incidents.open("i", 1))))
        .isEqualTo(Verdict.OPENING_NOT_TOLD);
  }

  @Test
  void tellsTheEndThoughAChangeInBetweenCouldNotBeTold() {
    Delivery last = buried(told(Incidents.open("i", 1)), Incidents.open("i", 2));

    assertThat(decide(Incidents.resolved("i", 3), last)).isEqualTo(Verdict.RESOLVED);
  }

  @Test
  void tellsAnewWhatGrowsAfterItsBeginningCouldNotBeTold() {
    assertThat(decide(Incidents.open("i", 2), buried(null, Incidents.open("i", 1))))
        .isEqualTo(Verdict.OPENED);
  }

  @Test
  void doesNotTellHistory() {
    Incident over = Incidents.resolved("i", 2);
    Instant end = over.resolvedAt();
    assertThat(end).isNotNull();

    assertThat(decide(over, null, end.plus(Duration.ofHours(24)))).isEqualTo(Verdict.OVER_ALREADY);
    assertThat(decide(over, null, end.plus(Duration.ofHours(24)).plusMillis(1)))
        .isEqualTo(Verdict.HISTORY);
  }

  @Test
  void tellsAnOldIncidentThatIsStillOpen() {
    assertThat(decide(Incidents.open("i", 1), null, NOW.plus(Duration.ofDays(30))))
        .isEqualTo(Verdict.OPENED);
  }

  @Test
  void tellsAnIncidentThatOpensAgain() {
    assertThat(decide(Incidents.open("i", 3), told(Incidents.resolved("i", 2))))
        .isEqualTo(Verdict.CHANGED);
  }

  @Test
  void saysNothingOfTheEndOfWhatBeganAgainUnheard() {
    Delivery ended = told(Incidents.resolved("i", 2));
    Incident again = Incidents.resolved("i", 4);
    Settled withheld = new Settled(Outcome.WITHHELD, NOW, "silenced");
    Delivery last = Delivery.after(ended, "r", again, withheld);

    assertThat(last.leavesOpen()).isFalse();
    assertThat(decide(Incidents.resolved("i", 6), last)).isNotEqualTo(Verdict.RESOLVED);
  }

  @Test
  void givesEveryVerdictAReason() {
    assertThat(Verdict.values()).allSatisfy(v -> assertThat(v.reason()).isNotBlank());
    assertThat(Verdict.OPENING_NOT_TOLD.wireName()).isEqualTo("opening-not-told");
  }

  private Verdict decide(Incident incident, @Nullable Delivery last) {
    return decide(incident, last, NOW);
  }

  private Verdict decide(Incident incident, @Nullable Delivery last, Instant now) {
    return policy.decide(incident, last, new Situation("r", now, Knowledge.NONE)).verdict();
  }

  private static Delivery told(Incident incident) {
    return Delivery.after(null, "r", incident, new Settled(Outcome.DELIVERED, NOW));
  }

  private static Delivery buried(@Nullable Delivery before, Incident incident) {
    return Delivery.after(before, "r", incident, new Settled(Outcome.DEAD_LETTER, NOW));
  }
}
