package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.receiver.RateLimit;
import io.tocsin.alerts.receiver.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateTest {
  private final World world = new World(1);
  private World.Life life = world.start("chat", "other");

  @Test
  void tellsWhatIsTooMuchInOneMessageWhenThereIsRoomAgain() throws InterruptedException {
    open(10);
    live(30);
    assertThat(world.heardBy("chat")).hasSize(3);
    assertThat(world.heardBy("other")).hasSize(10);

    live(60);

    assertThat(world.heardBy("chat")).hasSize(4);
    assertThat(world.heardBy("chat").get(3)).startsWith("digest-").endsWith("open");
    for (int i = 0; i < 10; i++) {
      assertThat(told("i" + i)).isEqualTo(1);
    }
    assertThat(world.committed).isEqualTo(10);
  }

  @Test
  void neverHoldsBackTheEndOfWhatWasTold() throws InterruptedException {
    open(10);
    live(90);
    int before = world.heardBy("chat").size();

    for (int i = 0; i < 10; i++) {
      world.log.add(Incidents.resolved("i" + i, 2));
    }
    live(2);

    assertThat(world.heardBy("chat")).hasSize(before + 10);
  }

  @Test
  void tellsTheEndAtOnceEvenIfAChangeWaits() throws InterruptedException {
    open(4);
    live(2);
    world.log.add(Incidents.open("i0", 2));
    live(2);

    world.log.add(Incidents.resolved("i0", 3));
    live(2);

    assertThat(world.heardBy("chat")).contains("i0.3 resolved").doesNotContain("i0.2 open");
  }

  @Test
  void namesInTheDigestWhatBeganAndEndedWhileItHadToWait() throws InterruptedException {
    open(5);
    live(2);
    world.log.add(Incidents.resolved("i3", 2));
    world.log.add(Incidents.resolved("i4", 2));
    live(90);

    assertThat(world.heardBy("chat")).hasSize(4);
    assertThat(told("i4")).isEqualTo(2);
  }

  @Test
  void triesADigestAgainThatWasNotTaken() throws InterruptedException {
    open(8);
    live(2);
    world.answers =
        r -> r.equals("chat") ? new Reply.Failed("x", Duration.ZERO) : new Reply.Accepted();
    live(70);
    world.answers = r -> new Reply.Accepted();
    live(200);

    for (int i = 0; i < 8; i++) {
      assertThat(told("i" + i)).isEqualTo(1);
    }
  }

  @Test
  void keepsTheRateOverARestart() throws InterruptedException {
    world.answers =
        r -> {
          world.now = world.now.plusMillis(5);
          return new Reply.Accepted();
        };
    open(3);
    live(2);
    life = world.start("chat", "other");
    world.log.add(Incidents.open("i9", 1));
    live(30);
    assertThat(world.heardBy("chat")).hasSize(3);

    live(40);

    assertThat(world.heardBy("chat")).hasSize(4);
  }

  @Test
  void isPatientOverARestart() throws InterruptedException {
    world.answers = r -> new Reply.Failed("429", Duration.ofMinutes(2));
    open(1);
    live(1);
    world.answers = r -> new Reply.Accepted();
    life = world.start("chat", "other");
    live(100);
    assertThat(world.heard).isEmpty();

    live(30);

    assertThat(world.heardBy("chat")).containsExactly("i0.1 open");
  }

  @Test
  void tellsNothingTwiceWhenItDiesAfterADigestWasWrittenDown() throws InterruptedException {
    for (int death = 1; death < 40; death++) {
      World other = new World(death);
      for (int i = 0; i < 8; i++) {
        other.log.add(Incidents.open("i" + i, 1));
      }
      World.Life first = other.start("chat");
      first.read();
      first.deliver();
      other.now = other.now.plusSeconds(61);
      other.actsLeft = death;
      try {
        first.deliver();
      } catch (World.Death e) {
        // killed
      }
      Delivery entry = other.ledger.get("chat/i7");
      boolean isWritten = entry != null && entry.told() == 1;
      other.actsLeft = Integer.MAX_VALUE;
      int before = other.heard.size();
      other.now = other.now.plusSeconds(61);
      World.Life second = other.start("chat");
      second.finish();

      assertThat(other.heard.size() == before)
          .as("death after %d acts", death)
          .isEqualTo(isWritten);
    }
  }

  @Test
  void readsHowPeopleWriteARate() {
    assertThat(RateLimit.parse("20/1m")).contains(new RateLimit(20, Duration.ofMinutes(1)));
    assertThat(RateLimit.parse("1/2s")).contains(new RateLimit(1, Duration.ofSeconds(2)));
    assertThat(RateLimit.parse("0/1m")).isEmpty();
    assertThat(RateLimit.parse("many")).isEmpty();
  }

  private int told(String incident) {
    Delivery entry = world.ledger.get(Delivery.key("chat", incident));
    return entry == null ? 0 : entry.told();
  }

  private void open(int count) {
    for (int i = 0; i < count; i++) {
      world.log.add(Incidents.open("i" + i, 1));
    }
  }

  private void live(int seconds) throws InterruptedException {
    for (int second = 0; second < seconds; second++) {
      life.read();
      life.deliver();
      world.now = world.now.plusSeconds(1);
    }
  }
}
