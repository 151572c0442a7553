package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.delivery.World.Death;
import io.tocsin.alerts.delivery.World.Heard;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process dies at every one of its acts in turn; nothing may be lost, nothing told twice. */
class CrashPointsTest {
  private static final int MOST_ACTS = 400;

  @Test
  void loseNothingAndRepeatOnlyAPostWhoseEntryIsNotWritten() throws InterruptedException {
    for (int death = 0; death < 60; death++) {
      World world = new World(death);
      world.log.addAll(story());

      boolean diedInTheWindow = liveAndDie(world, death);
      world.start("a", "b").finish();

      assertToldToTheEnd(world);
      assertThat(repeats(world))
          .as("death after %d acts", death)
          .isEqualTo(diedInTheWindow ? 1 : 0);
    }
  }

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 0; seed < 200; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void surviveAnyNumberOfDeathsWithReceiversThatFailNowAndThen(long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    World world = new World(seed);
    world.answers =
        r ->
            random.nextInt(3) == 0
                ? new Reply.Failed("now and then", Duration.ZERO)
                : new Reply.Accepted();
    List<Incident> story = interleaved(random);
    int windows = 0;

    while (world.log.size() < story.size()) {
      int more = Math.min(story.size() - world.log.size(), 1 + random.nextInt(4));
      world.log.addAll(story.subList(world.log.size(), world.log.size() + more));
      windows += liveAndDie(world, random.nextInt(12)) ? 1 : 0;
    }
    world.actsLeft = MOST_ACTS * 10;
    world.start("a", "b").finish();

    assertToldToTheEnd(world);
    assertInOrder(world);
    assertThat(repeats(world)).isLessThanOrEqualTo(windows);
    assertThat(world.committed).isEqualTo(world.log.size());
    assertThat(world.deadLetters).isEmpty();
  }

  /** Whether it died after a receiver's yes and before the ledger's entry. */
  private static boolean liveAndDie(World world, int acts) throws InterruptedException {
    world.actsLeft = acts;
    try {
      world.start("a", "b").finish();
    } catch (Death e) {
      // killed: what is left is what the world remembers
    }
    world.actsLeft = Integer.MAX_VALUE;
    return world.heard.stream().anyMatch(heard -> !isInLedger(world, heard));
  }

  private static boolean isInLedger(World world, Heard heard) {
    Delivery entry = world.ledger.get(Delivery.key(heard.receiver(), heard.id()));
    return entry != null && entry.told() >= heard.revision();
  }

  private static long repeats(World world) {
    return world.heard.size() - world.heard.stream().distinct().count();
  }

  private static void assertToldToTheEnd(World world) {
    Map<String, Incident> last = new HashMap<>();
    world.log.forEach(incident -> last.put(incident.id(), incident));
    for (String receiver : List.of("a", "b")) {
      assertThat(world.heardBy(receiver))
          .containsAll(
              last.values().stream()
                  .map(i -> i.id() + '.' + i.revision() + ' ' + i.state().wireName())
                  .toList());
    }
  }

  private static void assertInOrder(World world) {
    Map<String, Integer> told = new HashMap<>();
    for (Heard heard : world.heard) {
      String line = Delivery.key(heard.receiver(), heard.id());
      assertThat(heard.revision()).isGreaterThanOrEqualTo(told.getOrDefault(line, 0));
      told.put(line, heard.revision());
    }
  }

  private static List<Incident> story() {
    return List.of(
        Incidents.open("i", 1),
        Incidents.open("j", 1),
        Incidents.open("i", 2),
        Incidents.open("i", 2),
        Incidents.resolved("i", 3),
        Incidents.resolved("j", 2));
  }

  /** Five incidents that grow and end, in an order that keeps each one's own. */
  private static List<Incident> interleaved(Random random) {
    List<List<Incident>> lives = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      List<Incident> life = new ArrayList<>();
      int growth = 1 + random.nextInt(4);
      for (int revision = 1; revision <= growth; revision++) {
        life.add(Incidents.open("i" + i, revision));
      }
      life.add(Incidents.resolved("i" + i, growth + 1));
      lives.add(life);
    }
    List<Incident> story = new ArrayList<>();
    while (!lives.isEmpty()) {
      Collections.shuffle(lives, random);
      story.add(lives.get(0).remove(0));
      lives.removeIf(List::isEmpty);
    }
    return story;
  }
}
