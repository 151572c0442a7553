package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.receiver.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final World world = new World(1);

  @Test
  void tellsEveryOtherReceiverOnceWhenOneKeepsFailingAndWhenItIsWellAgain()
      throws InterruptedException {
    world.answers = r -> r.equals("a") ? failed() : new Reply.Accepted();
    World.Life life = world.start("a", "b", "c");
    world.log.add(Incidents.open("i", 1));
    live(life, 240);
    assertThat(alarms("b")).isEmpty();

    live(life, 900);
    assertThat(alarms("b")).containsExactly("open");
    assertThat(alarms("c")).containsExactly("open");

    world.answers = r -> new Reply.Accepted();
    live(life, 900);
    assertThat(alarms("b")).containsExactly("open", "resolved");
    assertThat(alarms("c")).containsExactly("open", "resolved");
    assertThat(alarms("a")).isEmpty();

    world.answers = r -> r.equals("a") ? failed() : new Reply.Accepted();
    world.log.add(Incidents.open("j", 1));
    live(life, 900);
    assertThat(alarms("b")).containsExactly("open", "resolved", "open");
  }

  @Test
  void tellsAtOnceOfOneThatRefusesOneAfterTheOther() throws InterruptedException {
    world.answers = r -> r.equals("a") ? new Reply.Refused("HTTP 410") : new Reply.Accepted();
    World.Life life = world.start("a", "b");
    world.log.add(Incidents.open("i", 1));
    world.log.add(Incidents.open("j", 1));
    live(life, 20);
    assertThat(alarms("b")).isEmpty();

    world.log.add(Incidents.open("k", 1));
    live(life, 20);

    assertThat(alarms("b")).containsExactly("open");
  }

  @Test
  void doesNotPressAReceiverThatRefusesTheNotice() throws InterruptedException {
    world.answers = r -> r.equals("a") ? failed() : new Reply.Refused("HTTP 400");
    World.Life life = world.start("a", "b");
    world.log.add(Incidents.open("i", 1));

    live(life, 1_800);

    assertThat(world.deadLetters.stream().filter(letter -> letter.startsWith("b receiver-")))
        .hasSize(1);
  }

  @Test
  void saysNothingTwiceAfterARestartAndDoesNotForgetTheEnd() throws InterruptedException {
    world.answers = r -> r.equals("a") ? failed() : new Reply.Accepted();
    world.log.add(Incidents.open("i", 1));
    live(world.start("a", "b"), 900);

    World.Life second = world.start("a", "b");
    live(second, 900);
    assertThat(alarms("b")).containsExactly("open");

    world.answers = r -> new Reply.Accepted();
    live(second, 900);
    assertThat(alarms("b")).containsExactly("open", "resolved");
  }

  private void live(World.Life life, int seconds) throws InterruptedException {
    for (int second = 0; second < seconds; second += 10) {
      life.read();
      life.deliver();
      life.rounds(Duration.ofMinutes(5)).make(world.now);
      life.deliver();
      world.now = world.now.plusSeconds(10);
    }
  }

  private List<String> alarms(String receiver) {
    return world.heardBy(receiver).stream()
        .filter(what -> what.startsWith("receiver-"))
        .map(what -> what.replaceFirst(".* ", ""))
        .toList();
  }

  private static Reply failed() {
    return new Reply.Failed("HTTP 500", Duration.ZERO);
  }
}
