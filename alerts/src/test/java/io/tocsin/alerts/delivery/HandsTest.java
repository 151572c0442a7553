package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.policy.Controls;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pager hears of who has an incident in hand. */
class HandsTest {
  private final World world = new World(3);

  @Test
  void tellsWhoHasItInHandOnceAlsoOverARestart() throws InterruptedException {
    World.Life life = open();
    acknowledge("ann");

    deliver(life);
    deliver(life);
    deliver(world.start("pager", "chatty"));

    assertThat(world.heardBy("pager")).containsExactly("i.1 open", "i is ann's");
    assertThat(world.heardBy("chatty")).containsExactly("i.1 open");
  }

  @Test
  void tellsNobodyBeforeTheBeginning() throws InterruptedException {
    world.answers = receiver -> new Reply.Failed("away", Duration.ZERO);
    World.Life life = open();
    acknowledge("ann");
    deliver(life);
    assertThat(world.heard).isEmpty();

    world.answers = receiver -> new Reply.Accepted();
    life.finish();
    deliver(life);

    assertThat(world.heardBy("pager")).containsExactly("i.1 open", "i is ann's");
  }

  @Test
  void triesAgainWhileThePagerIsAwayAndPausesInBetween() throws InterruptedException {
    World.Life life = open();
    acknowledge("ann");
    world.answers = receiver -> new Reply.Failed("away", Duration.ofSeconds(40));
    deliver(life);
    world.answers = receiver -> new Reply.Accepted();
    world.now = world.now.plusSeconds(30);
    deliver(life);
    assertThat(world.heardBy("pager")).containsExactly("i.1 open");

    world.now = world.now.plusSeconds(11);
    deliver(life);

    assertThat(world.heardBy("pager")).containsExactly("i.1 open", "i is ann's");
  }

  @Test
  void saysWhenItIsInAnothersHandOrInNobodysAnyMore() throws InterruptedException {
    World.Life life = open();
    acknowledge("ann");
    deliver(life);
    world.now = world.now.plusSeconds(5);
    acknowledge("bob");
    deliver(life);
    know(Controls.NONE);
    deliver(world.start("pager", "chatty"));

    assertThat(world.heardBy("pager"))
        .containsExactly("i.1 open", "i is ann's", "i is bob's", "i is nobody's");
  }

  @Test
  void saysNothingOfItAfterTheEnd() throws InterruptedException {
    World.Life life = open();
    acknowledge("ann");
    deliver(life);
    world.log.add(Incidents.resolved("i", 2));
    world.knowledge = new Knowledge(world.knowledge.controls(), List.of());
    life.finish();
    know(Controls.NONE);
    deliver(life);

    assertThat(world.heardBy("pager")).containsExactly("i.1 open", "i is ann's", "i.2 resolved");
  }

  @Test
  void takesARefusalForAnAnswer() throws InterruptedException {
    World.Life life = open();
    acknowledge("ann");
    world.answers = receiver -> new Reply.Refused("HTTP 400");
    deliver(life);
    world.answers = receiver -> new Reply.Accepted();
    deliver(life);

    assertThat(world.heardBy("pager")).containsExactly("i.1 open");
  }

  @Test
  void tellsItOnceMoreWhereItDiedBeforeItWroteThatDown() throws InterruptedException {
    World.Life life = open();
    acknowledge("ann");
    world.actsLeft = 2;
    assertThatThrownBy(() -> deliver(life)).isInstanceOf(World.Death.class);
    world.actsLeft = Integer.MAX_VALUE;

    deliver(world.start("pager", "chatty"));

    assertThat(world.heardBy("pager")).containsExactly("i.1 open", "i is ann's", "i is ann's");
  }

  /** A life in which what can be told of the beginning is. */
  private World.Life open() throws InterruptedException {
    Incident open = Incidents.open("i", 1);
    world.log.add(open);
    world.knowledge = new Knowledge(Controls.NONE, List.of(open));
    World.Life life = world.start("pager", "chatty");
    life.read();
    life.deliver();
    return life;
  }

  private void acknowledge(String author) {
    know(Controls.NONE.with(new Acknowledgement("i", author, world.now, "", 0)));
  }

  private void know(Controls controls) {
    world.knowledge = new Knowledge(controls, world.knowledge.open());
  }

  private static void deliver(World.Life life) throws InterruptedException {
    life.reconsider();
    life.read();
    life.deliver();
  }
}
