package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.oomkill.OomKill;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class OomKillTest {
  @Test
  void firesAtOnceAndOnceForOneDeath() {
    Events killed = Events.of("db").limit("64MiB").start().at(5).action("oom");
    killed.after(0.05).die(137, true, List.of("allocating"));

    List<Finding> findings = play(OomKill.TYPE, killed.list(), 0);

    assertThat(findings).hasSize(2).extracting(Finding::id).containsOnly(findings.get(0).id());
    assertThat(findings).extracting(Finding::value).containsOnly(1.0);
    assertThat(findings.get(1).summary())
        .isEqualTo("shop-db-1 was killed for memory at its limit of 64 MiB, exit code 137");
    assertThat(findings.get(1).evidence())
        .containsEntry("limit", "64 MiB")
        .containsEntry("exitCode", 137);
  }

  @Test
  void firesOnTheFlagAlone() {
    Events killed = Events.of("db").start().at(5).die(137, true, List.of());

    assertThat(brief(play(OomKill.TYPE, killed.list(), 0))).containsExactly("critical firing");
  }

  @Test
  void saysSoWhenOnlyAProcessWasKilled() {
    List<Finding> findings =
        play(OomKill.TYPE, Events.of("db").start().at(5).action("oom").list(), 0);

    assertThat(findings.get(0).summary()).startsWith("the kernel killed a process of shop-db-1");
  }

  @Test
  void isSilentFor137Alone() {
    assertThat(play(OomKill.TYPE, Events.of("db").start().at(5).die(137).list(), 60)).isEmpty();
    assertThat(play(OomKill.TYPE, Events.of("db").start().at(5).removeByForce().list(), 60))
        .isEmpty();
  }

  @Test
  void countsAndResolvesFiveMinutesAfterTheLast() {
    Events loop = Events.of("db").policy("always", 0).start();
    loop.at(5).action("oom").die(137, true, List.of()).after(1).start();
    loop.at(60).action("oom").die(137, true, List.of()).after(1).start();

    List<Finding> findings = play(OomKill.TYPE, loop.list(), 301);

    assertThat(findings).extracting(Finding::id).containsOnly(findings.get(0).id());
    assertThat(findings.get(findings.size() - 1).isFiring()).isFalse();
    assertThat(findings.get(findings.size() - 1).value()).isEqualTo(2);
  }
}
