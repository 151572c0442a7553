package io.tocsin.alerts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.outline.Outline;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What those who are told hear of who has an incident in hand. */
class EscalatingTest {
  private static final Instant NOW = Incidents.START.plusSeconds(900);
  private static final Incident INCIDENT = Incidents.open("i", 1);
  private static final Policy POLICY =
      new Policy(
          Duration.ofHours(24),
          new PolicyRules(
              Duration.ZERO,
              Duration.ZERO,
              Duration.ZERO,
              true,
              List.of(),
              List.of(
                  new Escalation(
                      Duration.ofMinutes(15), Set.of("boss"), Matchers.parse("severity=critical")),
                  new Escalation(Duration.ofHours(1), Set.of("boss"), Matchers.ANY)),
              Map.of()));

  @Test
  void saysToWhomItIsEscalatedThatNobodyHasAcknowledgedIt() {
    assertThat(hand("boss", Controls.NONE)).isEqualTo("nobody has acknowledged it within 15 min");
    assertThat(hand("team", Controls.NONE)).isEmpty();
  }

  @Test
  void saysToAllWhoHasItInHand() {
    Controls controls = Controls.NONE.with(new Acknowledgement("i", "ann", NOW, "rolling back", 0));

    assertThat(hand("boss", controls)).isEqualTo("ann has it in hand: rolling back");
    assertThat(hand("team", controls)).isEqualTo("ann has it in hand: rolling back");
    assertThat(hand("team", Controls.NONE.with(new Acknowledgement("j", "ann", NOW, "", 0))))
        .isEmpty();
  }

  @Test
  void saysNeitherWhenItIsOver() {
    Incident over = Incidents.resolved("i", 2);

    assertThat(POLICY.shown(over, situation("boss", Controls.NONE)).escalatedAfter()).isNull();
    assertThat(Outline.of(over.escalated(Duration.ofMinutes(15))).hand()).isEmpty();
  }

  private static String hand(String receiver, Controls controls) {
    return Outline.of(POLICY.shown(INCIDENT, situation(receiver, controls))).hand();
  }

  private static Situation situation(String receiver, Controls controls) {
    return new Situation(receiver, NOW, new Knowledge(controls, List.of()));
  }
}
