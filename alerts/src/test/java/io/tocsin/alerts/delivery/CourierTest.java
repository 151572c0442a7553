package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CourierTest {
  private final World world = new World(1);

  @Test
  void tellsEachRevisionOnceAndInOrder() throws InterruptedException {
    World.Life life = world.start("a", "b");

    for (int revision = 1; revision <= 3; revision++) {
      world.log.add(Incidents.open("i", revision));
      world.log.add(Incidents.open("i", revision));
      life.finish();
    }
    world.log.add(Incidents.resolved("i", 4));
    life.finish();

    assertThat(world.heardBy("a"))
        .containsExactly("i.1 open", "i.2 open", "i.3 open", "i.4 resolved");
    assertThat(world.heardBy("b")).isEqualTo(world.heardBy("a"));
    assertThat(world.committed).isEqualTo(7);
  }

  @Test
  void repeatsNothingAfterARestart() throws InterruptedException {
    world.log.add(Incidents.open("i", 1));
    world.start("a").finish();
    world.committed = 0;

    world.start("a").finish();

    assertThat(world.heardBy("a")).containsExactly("i.1 open");
  }

  @Test
  void skipsWhatIsSupersededWhileAReceiverIsAway() throws InterruptedException {
    world.answers = receiver -> new Reply.Failed("away", Duration.ZERO);
    World.Life life = world.start("a");
    for (int revision = 1; revision <= 3; revision++) {
      world.log.add(Incidents.open("i", revision));
      life.read();
      life.deliver();
    }

    world.answers = receiver -> new Reply.Accepted();
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.3 open");
    assertThat(world.committed).isEqualTo(3);
  }

  @Test
  void tellsOnceWhatBeganAndEndedWhileAReceiverWasAway() throws InterruptedException {
    world.log.add(Incidents.open("i", 1));
    world.log.add(Incidents.resolved("i", 2));

    world.start("a").finish();

    assertThat(world.heardBy("a")).containsExactly("i.2 resolved");
  }

  @Test
  void doesNotLetADeadReceiverDelayAnother() throws InterruptedException {
    world.answers =
        r -> r.equals("dead") ? new Reply.Failed("x", Duration.ZERO) : new Reply.Accepted();
    world.log.add(Incidents.open("i", 1));

    World.Life life = world.start("dead", "alive");
    life.read();
    life.deliver();

    assertThat(world.heardBy("alive")).containsExactly("i.1 open");
    assertThat(world.committed).isZero();
  }

  @Test
  void buriesAtOnceWhatWillNeverBeTaken() throws InterruptedException {
    world.answers = receiver -> new Reply.Refused("HTTP 404");
    world.log.add(Incidents.open("i", 1));
    world.log.add(Incidents.resolved("i", 2));
    world.start("a").finish();
    world.answers = receiver -> new Reply.Accepted();

    world.log.add(Incidents.open("j", 1));
    World.Life life = world.start("a");
    life.finish();

    assertThat(world.deadLetters).containsExactly("a i.2");
    assertThat(world.heardBy("a")).containsExactly("j.1 open");
    assertThat(world.committed).isEqualTo(3);
  }

  @Test
  void givesUpAfterADay() throws InterruptedException {
    world.answers = receiver -> new Reply.Failed("HTTP 500", Duration.ZERO);
    world.log.add(Incidents.open("i", 1));
    World.Life life = world.start("a");
    life.read();
    life.deliver();

    world.now = world.now.plus(Duration.ofHours(25));
    life.deliver();

    assertThat(world.deadLetters).containsExactly("a i.1");
    assertThat(world.committed).isEqualTo(1);
  }

  @Test
  void leavesAReceiverAloneForAsLongAsItAsks() throws InterruptedException {
    world.answers = receiver -> new Reply.Failed("HTTP 429", Duration.ofSeconds(30));
    world.log.add(Incidents.open("i", 1));
    World.Life life = world.start("a");
    life.read();
    life.deliver();
    world.answers = receiver -> new Reply.Accepted();
    world.log.add(Incidents.open("j", 1));
    life.read();

    world.now = world.now.plusSeconds(29);
    life.deliver();
    assertThat(world.heard).isEmpty();

    world.now = world.now.plusSeconds(1);
    life.deliver();
    assertThat(world.heardBy("a")).containsExactlyInAnyOrder("i.1 open", "j.1 open");
  }

  @Test
  void triesAllThatWaitsSoonAfterAReceiverIsBack() throws InterruptedException {
    world.answers = receiver -> new Reply.Failed("away", Duration.ZERO);
    World.Life life = world.start("a");
    for (int i = 0; i < 5; i++) {
      world.log.add(Incidents.open("i" + i, 1));
    }
    life.read();
    for (int minute = 0; minute < 120; minute++) {
      world.now = world.now.plusSeconds(60);
      life.deliver();
    }
    world.answers = receiver -> new Reply.Accepted();
    world.log.add(Incidents.open("new", 1));
    life.read();

    for (int second = 0; second < 16; second++) {
      world.now = world.now.plusSeconds(1);
      life.deliver();
    }

    assertThat(world.heardBy("a")).hasSize(6).contains("new.1 open", "i4.1 open");
  }

  @Test
  void leavesAReceiverThatTakesNothingMoreAndMoreAlone() throws InterruptedException {
    int[] posts = {0};
    world.answers =
        receiver -> {
          posts[0]++;
          return new Reply.Failed("away", Duration.ZERO);
        };
    World.Life life = world.start("a");
    for (int i = 0; i < 100; i++) {
      world.log.add(Incidents.open("i" + i, 1));
    }
    life.read();

    for (int second = 0; second < 600; second++) {
      world.now = world.now.plusSeconds(1);
      life.deliver();
    }

    assertThat(posts[0]).isBetween(40, 200);
  }

  @Test
  void tellsWhatWasGivenUpWhenSomebodyAsksForIt() throws InterruptedException {
    world.answers = receiver -> new Reply.Refused("HTTP 404");
    world.log.add(Incidents.open("i", 1));
    world.log.add(Incidents.resolved("i", 2));
    World.Life life = world.start("a");
    life.finish();
    world.answers = receiver -> new Reply.Accepted();

    life.ask("a", Incidents.resolved("i", 2));
    life.finish();
    life.ask("a", Incidents.resolved("i", 2));
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.2 resolved");
  }

  @Test
  void tellsTheNewestOfWhatSomebodyHasAskedFor() throws InterruptedException {
    world.answers = receiver -> new Reply.Refused("HTTP 404");
    world.log.add(Incidents.open("i", 1));
    World.Life life = world.start("a");
    life.finish();
    world.answers = receiver -> new Reply.Accepted();

    life.ask("a", Incidents.open("i", 1));
    world.log.add(Incidents.resolved("i", 2));
    life.finish();

    assertThat(world.heardBy("a")).containsExactly("i.2 resolved");
  }

  @Test
  void buriesTheOldestWhenTooManyWait() throws InterruptedException {
    world.answers = receiver -> new Reply.Failed("away", Duration.ZERO);
    World.Life life = world.start("a");
    for (int i = 0; i < 103; i++) {
      world.log.add(Incidents.open("i" + i, 1));
    }
    life.read();
    world.answers = receiver -> new Reply.Accepted();
    life.finish();

    assertThat(world.deadLetters).containsExactly("a i0.1", "a i1.1", "a i2.1");
    assertThat(world.heard).hasSize(100);
    assertThat(world.committed).isEqualTo(103);
  }

  @Test
  void countsWhatItDoes() throws InterruptedException {
    world.log.add(Incidents.open("i", 1));
    world.log.add(Incidents.open("note", 1, Severity.INFO));
    world.start("a").finish();

    assertThat(
            world
                .registry
                .get("tocsin.notify.deliveries")
                .tag("outcome", "delivered")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(world.registry.get("tocsin.notify.skipped").tag("reason", "info").counter().count())
        .isEqualTo(1);
    assertThat(
            world
                .registry
                .get("tocsin.notify.latency")
                .timer()
                .max(java.util.concurrent.TimeUnit.SECONDS))
        .isEqualTo(8);
    assertThat(world.registry.get("tocsin.notify.queue").gauge().value()).isZero();
  }

  @Test
  void tellsAgainWhatIsOpenUntilItIsOver() throws InterruptedException {
    World.Life life = world.start("again");
    world.log.add(Incidents.open("i", 1));
    life.finish();
    for (int minute = 0; minute < 3; minute++) {
      world.now = world.now.plusSeconds(60);
      life.deliver();
    }
    world.log.add(Incidents.resolved("i", 2));
    life.finish();
    world.now = world.now.plusSeconds(600);
    life.deliver();

    assertThat(world.heardBy("again"))
        .containsExactly("i.1 open", "i.1 open", "i.1 open", "i.1 open", "i.2 resolved");
    assertThat(world.committed).isEqualTo(2);
  }

  @Test
  void goesOnTellingAgainAfterARestart() throws InterruptedException {
    world.log.add(Incidents.open("i", 1));
    world.start("again").finish();

    World.Life life = world.start("again");
    life.finish();
    world.now = world.now.plusSeconds(61);
    life.deliver();

    assertThat(world.heardBy("again")).containsExactly("i.1 open", "i.1 open");
  }
}
