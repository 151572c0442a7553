package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.policy.Daily;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DailyDigestTest {
  private static final Daily NINE = new Daily(LocalTime.of(9, 0), ZoneId.of("Europe/Berlin"));

  /** It is winter: nine in Berlin. */
  private static final Instant DUE = Instant.parse("2026-11-22T08:00:00Z");

  private static final int DAY = 20_779;

  private final World world = new World(1);
  private final List<Incident> open = new ArrayList<>();
  private final List<String> reviewed = new ArrayList<>();

  @Test
  void tellsOnceADayEvenOverARestart() throws InterruptedException {
    open.add(Incidents.open("audit", 1, Severity.INFO));
    look(DUE.minusSeconds(1), world.start("a"));
    assertThat(world.heard).isEmpty();

    World.Life life = world.start("a");
    look(DUE, life);
    look(DUE.plusSeconds(20), life);
    look(DUE.plusSeconds(600), world.start("a"));
    assertThat(world.heardBy("a")).containsExactly("daily-digest." + DAY + " open");

    look(DUE.plus(Duration.ofDays(1)), world.start("a"));
    assertThat(world.heardBy("a"))
        .containsExactly("daily-digest." + DAY + " open", "daily-digest." + (DAY + 1) + " open");
  }

  @Test
  void saysNothingOfTroubleAndNothingOnADayWithoutAnything() throws InterruptedException {
    open.add(Incidents.open("trouble", 1));
    look(DUE, world.start("a"));

    assertThat(world.heard).isEmpty();
    assertThat(reviewed).containsExactly("2026-11-21T08:00:00Z/2026-11-22T08:00:00Z");
  }

  @Test
  void comesLateAfterAnOutageButNotHours() throws InterruptedException {
    open.add(Incidents.open("audit", 1, Severity.INFO));
    look(DUE.plus(Duration.ofHours(4)), world.start("a"));
    assertThat(world.heard).isEmpty();

    look(DUE.plus(Duration.ofHours(2)), world.start("a"));
    assertThat(world.heard).hasSize(1);
  }

  @Test
  void isMadeOnceHoweverOftenAReceiverRefusesIt() throws InterruptedException {
    open.add(Incidents.open("audit", 1, Severity.INFO));
    world.answers = receiver -> new Reply.Failed("away", Duration.ofSeconds(30));
    World.Life life = world.start("a");
    DailyDigest digest = digest(life);
    for (int turn = 0; turn < 5; turn++) {
      world.now = DUE.plusSeconds(turn * 20L);
      digest.look(world.now);
      life.deliver();
    }
    assertThat(reviewed).hasSize(1);
    world.answers = receiver -> new Reply.Accepted();
    world.now = DUE.plusSeconds(3_600);
    life.deliver();

    assertThat(world.heard).hasSize(1);
  }

  private void look(Instant now, World.Life life) throws InterruptedException {
    world.now = now;
    digest(life).look(now);
    life.deliver();
  }

  private DailyDigest digest(World.Life life) {
    return life.digest(
        NINE,
        new DailyDigest.Contents(
            () -> open,
            (from, to) -> {
              reviewed.add(from + "/" + to);
              return List.of();
            }));
  }
}
