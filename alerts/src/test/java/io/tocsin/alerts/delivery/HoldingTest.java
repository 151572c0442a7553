package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.policy.Controls;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Silence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the policy holds back, on its way through the courier. */
class HoldingTest {
  private final World world = new World(1);
  private final Silence silence =
      new Silence(
          "s",
          List.of("stack=netra"),
          world.now.minusSeconds(5),
          world.now.plusSeconds(600),
          "ann",
          "works",
          null,
          null);

  @Test
  void tellsAtTheEndOfASilenceWhatIsStillOpen() throws InterruptedException {
    World.Life life = silenced();
    assertThat(world.heard).isEmpty();
    assertThat(world.committed).isZero();

    world.now = world.now.plusSeconds(600);
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.1 open");
    assertThat(world.committed).isEqualTo(1);
  }

  @Test
  void tellsAtOnceWhenASilenceIsEndedByHand() throws InterruptedException {
    World.Life life = silenced();

    silence(silence.ended(world.now, "bob"));
    life.reconsider();
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.1 open");
  }

  @Test
  void saysNothingOfWhatBeganAndEndedInASilence() throws InterruptedException {
    World.Life life = silenced();
    world.log.add(Incidents.resolved("i", 2));
    life.finish();
    world.now = world.now.plusSeconds(601);
    life.finish();

    assertThat(world.heard).isEmpty();
    assertThat(world.committed).isEqualTo(2);
    assertThat(world.ledger.get("a/i"))
        .extracting(Delivery::outcome, Delivery::reason)
        .satisfiesExactly(
            outcome -> assertThat(outcome).isEqualTo(Outcome.WITHHELD),
            reason -> assertThat((String) reason).contains("silenced by ann", "works"));
  }

  @Test
  void tellsTheEndOfWhatWasToldBeforeItWasSilenced() throws InterruptedException {
    world.log.add(Incidents.open("i", 1));
    World.Life life = world.start("a");
    life.finish();
    silence(silence);
    world.log.add(Incidents.open("i", 2));
    life.finish();
    world.log.add(Incidents.resolved("i", 3));
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.1 open", "i.3 resolved");
    assertThat(world.committed).isEqualTo(3);
  }

  @Test
  void holdsBackOverARestart() throws InterruptedException {
    silence(silence);
    world.log.add(Incidents.open("i", 1));
    world.start("a").finish();
    World.Life second = world.start("a");
    second.finish();
    assertThat(world.heard).isEmpty();

    world.now = world.now.plusSeconds(600);
    second.finish();

    assertThat(world.heardBy("a")).containsExactly("i.1 open");
  }

  @Test
  void tellsOnceWhatEndsBeforeAReceiverTakesWhatWasReleased() throws InterruptedException {
    World.Life life = silenced();
    world.answers = receiver -> new Reply.Failed("away", Duration.ofSeconds(30));
    silence(silence.ended(world.now, "bob"));
    life.reconsider();
    life.deliver();
    world.answers = receiver -> new Reply.Accepted();
    world.log.add(Incidents.resolved("i", 2));
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.2 resolved");
  }

  @Test
  void asksAgainWhenTheClockIsSetBack() throws InterruptedException {
    World.Life life = silenced();
    world.now = world.now.minus(Duration.ofHours(3));
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.1 open");
  }

  @Test
  void tellsOfAWholeCascadeInOnePostButAtOnceOfItsEnd() throws InterruptedException {
    world.rules = PolicyRules.DEFAULT;
    World.Life life = world.start("a");
    for (int revision = 1; revision <= 6; revision++) {
      world.log.add(Incidents.open("i", revision));
      life.finish();
      world.now = world.now.plusSeconds(1);
    }
    assertThat(world.heardBy("a")).containsExactly("i.1 open");
    life = world.start("a");
    world.now = world.now.plusSeconds(10);
    life.finish();
    world.log.add(Incidents.open("i", 7));
    world.log.add(Incidents.resolved("i", 8));
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.1 open", "i.6 open", "i.8 resolved");
    assertThat(world.committed).isEqualTo(8);
  }

  @Test
  void doesNotLetAHigherSeverityWait() throws InterruptedException {
    world.rules = PolicyRules.DEFAULT;
    World.Life life = world.start("a");
    world.log.add(Incidents.open("i", 1, Severity.WARNING));
    life.finish();
    world.log.add(Incidents.open("i", 2));
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.1 open", "i.2 open");
  }

  /** A life in which one incident has begun that is silenced. */
  private World.Life silenced() throws InterruptedException {
    silence(silence);
    world.log.add(Incidents.open("i", 1));
    World.Life life = world.start("a");
    life.finish();
    return life;
  }

  private void silence(Silence given) {
    world.knowledge = new Knowledge(Controls.NONE.with(given), List.of());
  }
}
