package io.tocsin.streams.change;

import static io.tocsin.streams.testkit.Containers.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.streams.testkit.Containers;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeLedgerTest {
  private ChangeLedger ledger = new ChangeLedger(null);

  /** Recorded from an engine: the container was dead before it was inspected. */
  @Test
  void aNewContainerDiffersFromItsCreationOn() {
    ledger.learn(Containers.of("web").created("a", -100).memory("64MiB").seen(-99));
    ledger.learn(Containers.of("web").created("b", 10).memory("16MiB").seen(10.4));

    List<Incident.Change> changes = ledger.before("shop", at(10.2));

    assertThat(changes).hasSize(2);
    assertThat(changes.get(0))
        .isEqualTo(
            new Incident.Change(
                at(10), "web", "memory limit", "64 MiB", "16 MiB", "shop-web-1", at(10)));
    assertThat(told(changes))
        .containsExactly("web memory limit 64 MiB → 16 MiB", "web created − → shop:1");
    assertThat(told(ledger.before("shop", at(9)))).containsExactly("web created − → shop:1");
  }

  @Test
  void whatIsUpdatedDiffersFromWhenItWasSeen() {
    ledger.learn(Containers.of("web").created("a", -100).memory("64MiB").seen(-99));
    ledger.learn(Containers.of("web").created("a", -100).memory("16MiB").seen(10));

    assertThat(ledger.before("shop", at(11)).get(0))
        .isEqualTo(
            new Incident.Change(
                at(10), "web", "memory limit", "64 MiB", "16 MiB", "shop-web-1", null));
    assertThat(ledger.before("shop", at(9))).hasSize(1);
    assertThat(ledger.deployments("shop", at(0), at(20))).isEmpty();
  }

  @Test
  void tellsEveryKindOfChange() {
    ledger.learn(
        Containers.of("web")
            .created("a", -9_000)
            .environment("PATH", "OLD")
            .networks("back", "front")
            .mounts("volume data:/data")
            .dependsOn("db", "service_started")
            .seen(-8_999));
    ledger.learn(
        Containers.of("web")
            .created("b", 0)
            .image("shop:2")
            .imageId("sha256:fedcba9876543210")
            .memory("1GiB")
            .command("serve", "--fast")
            .environment("NEW", "NEWER", "PATH")
            .check("/bin/probe")
            .networks("back")
            .mounts("volume data:/data:ro")
            .dependsOn("db", "service_healthy")
            .policy("on-failure", 5)
            .seen(1));

    assertThat(told(ledger.deployments("shop", at(0), at(2)).get(0).changes()))
        .containsExactly(
            "web image shop:1 → shop:2",
            "web memory limit − → 1 GiB",
            "web command serve → serve --fast",
            "web environment OLD → NEW, NEWER",
            "web health check − → /bin/probe, every 10 s, 3 times, at most 2 s each",
            "web dependencies db:service_started → db:service_healthy",
            "web networks front → −",
            "web volumes volume data:/data → volume data:/data:ro",
            "web restart policy no → on-failure:5");
  }

  @Test
  void anImageThatKeepsItsNameIsToldByItsId() {
    ledger.learn(Containers.of("web").created("a", -9_000).seen(-8_999));
    ledger.learn(Containers.of("web").created("b", 0).imageId("sha256:fedcba9876543210").seen(1));

    assertThat(told(ledger.before("shop", at(2))))
        .contains("web image shop:1 (id 0123456789ab) → shop:1 (id fedcba987654)");
  }

  @Test
  void whatIsMadeAnewWithoutADifferenceIsRecreated() {
    ledger.learn(Containers.of("web").created("a", -9_000).seen(-8_999));
    ledger.learn(Containers.of("web").created("b", 0).seen(0.5));
    ledger.learn(Containers.of("web").created("a", -9_000).removed(1));

    assertThat(told(ledger.deployments("shop", at(-1), at(5)).get(0).changes()))
        .containsExactly("web recreated − → shop:1");
  }

  @Test
  void bringingAStackUpIsOneDeploymentAndFewChanges() {
    for (int i = 0; i < 12; i++) {
      ledger.learn(Containers.of("s" + i).created("c" + i, i * 5).seen(i * 5 + 1));
    }

    assertThat(ledger.deployments("shop", at(0), at(100))).hasSize(1);
    assertThat(told(ledger.before("shop", at(100), service -> service.equals("s3") ? 0 : 1_000)))
        .containsExactly(
            "s3 created − → shop:1", " created − → s0, s1, s10, s11, s2, s4 and 5 more");
  }

  /** Recorded from a run: the second deployment came 50 s after the first. */
  @Test
  void deployingAgainAtOnceIsAnotherDeployment() {
    ledger.learn(Containers.of("db").created("1", 0).seen(1));
    ledger.learn(Containers.of("web").created("2", 1).seen(2));
    ledger.learn(Containers.of("web").created("3", 50).image("shop:2").seen(51));
    ledger.learn(Containers.of("web").created("2", 1).removed(52));

    assertThat(told(ledger.before("shop", at(60)))).startsWith("web image shop:1 → shop:2");
    assertThat(ledger.deployments("shop", at(0), at(60))).hasSize(2);
  }

  @Test
  void aStackThatIsTakenDownIsOneRemovalUntilItIsUpAgain() {
    for (String service : List.of("db", "web", "api")) {
      ledger.learn(Containers.of(service).created("1" + service, -9_000).seen(-8_999));
      ledger.learn(Containers.of(service).created("1" + service, -9_000).removed(0));
    }
    ledger.learn(Containers.of("web").created("2web", 900).image("shop:2").seen(901));
    ledger.learn(Containers.of("db").created("2db", 900).seen(901));
    ledger.learn(Containers.of("api").created("2api", 900).seen(901));

    assertThat(told(ledger.before("shop", at(100)))).contains(" removed api, db, web → −");
    assertThat(told(ledger.deployments("shop", at(800), at(1_000)).get(0).changes()))
        .containsExactly(
            "api recreated − → shop:1", "db recreated − → shop:1", "web image shop:1 → shop:2");
  }

  @Test
  void moreAndFewerReplicasAreAChangeOfScale() {
    ledger.learn(Containers.of("web").created("1", -9_000).seen(-8_999));
    ledger.learn(Containers.of("web").created("2", 0).number(2).seen(1));
    ledger.learn(Containers.of("web").created("3", 1).number(3).seen(2));
    ledger.learn(Containers.of("web").created("3", 1).number(3).removed(500));

    assertThat(told(ledger.before("shop", at(600))))
        .containsExactly("web scale 3 → 2", "web scale 1 → 3", "web created − → shop:1");
  }

  @Test
  void replicasThatAreChangedAlikeAreOneChange() {
    for (int i = 1; i <= 3; i++) {
      ledger.learn(Containers.of("web").created("a" + i, -9_000).number(i).seen(-8_999));
      ledger.learn(
          Containers.of("web").created("b" + i, 30 * i).number(i).image("shop:2").seen(30 * i + 1));
    }

    List<Incident.Change> changes = ledger.deployments("shop", at(0), at(200)).get(0).changes();

    assertThat(told(changes)).containsExactly("web image shop:1 → shop:2");
    assertThat(changes.get(0).container()).isNull();
    assertThat(changes.get(0).at()).isEqualTo(at(90));
  }

  @Test
  void networksThatComposeIsStillConnectingAreNoChange() {
    ledger.learn(Containers.of("web").created("a", -9_000).networks("back").seen(-8_999));
    ledger.learn(Containers.of("web").created("b", 0).state("created").networks("x").seen(0.1));
    ledger.learn(Containers.of("web").created("b", 0).networks("back").seen(1));
    ledger.learn(Containers.of("web").created("b", 0).networks("back", "other").seen(60));

    assertThat(told(ledger.before("shop", at(90))))
        .containsExactly(
            "web networks − → other", "web recreated − → shop:1", "web created − → shop:1");
  }

  @Test
  void factsThatSayNothingNewChangeNothing() {
    ContainerFacts facts = Containers.of("web").created("a", -9_000).memory("1GiB").seen(-8_999);
    ledger.learn(facts);
    ledger.learn(facts.brief());
    ledger.learn(facts.asOf(at(0)));
    ledger.learn(Containers.of("web").created("a", -9_000).memory("1GiB").state("exited").seen(5));
    reload();
    ledger.learn(facts.asOf(at(100)));

    assertThat(told(ledger.before("shop", at(200)))).containsExactly("web created − → shop:1");
    assertThat(ledger.before("shop", at(300_000))).isEmpty();
  }

  @Test
  void aOneOffJobIsNoChange() {
    ledger.learn(Containers.of("web").created("run", 0).number(99).oneOff().seen(1));

    assertThat(ledger.before("shop", at(10))).isEmpty();
  }

  @Test
  void aTaskThatSwarmReplacesIsOnlyRecreated() {
    String task = "com.docker.swarm.task.name";
    ledger.learn(
        Containers.of("web").stack("").created("a", -9_000).label(task, "web.1.aaa").seen(-8_999));
    ledger.learn(Containers.of("web").stack("").created("b", 0).label(task, "web.1.bbb").seen(1));

    assertThat(told(ledger.before("", at(10), service -> 0)))
        .containsExactly("web recreated − → shop:1", "web created − → shop:1");
  }

  @Test
  void theServiceItselfComesFirstThenWhatItDependsOnThenTheStack() {
    for (String service : List.of("api", "db", "web")) {
      ledger.learn(Containers.of(service).created("1" + service, -90_000).seen(-89_999));
    }
    ledger.learn(Containers.of("api").created("1api", -90_000).memory("1GiB").seen(-7_200));
    ledger.learn(Containers.of("api").created("2api", -60).memory("2GiB").seen(-59));
    ledger.learn(Containers.of("db").created("1db", -90_000).memory("1GiB").seen(-30));
    ledger.learn(Containers.of("web").created("1web", -90_000).memory("1GiB").seen(-10));

    Relation relation =
        service -> service.equals("api") ? 0 : service.equals("db") ? 1 : Relation.REMOTE;

    assertThat(told(ledger.before("shop", at(0), relation)))
        .containsExactly(
            "api memory limit 1 GiB → 2 GiB",
            "db memory limit − → 1 GiB",
            "web memory limit − → 1 GiB",
            "api memory limit − → 1 GiB",
            "api created − → shop:1",
            "db created − → shop:1",
            "web created − → shop:1");
  }

  @Test
  void containersOutsideAnyStackHaveNothingToDoWithOneAnother() {
    ledger.learn(Containers.of("a").stack("").created("a", 0).seen(1));
    ledger.learn(Containers.of("b").stack("").created("b", 0).seen(1));

    Relation relation = service -> service.equals("a") ? 0 : Relation.REMOTE;

    assertThat(told(ledger.before("", at(10), relation))).containsExactly("a created − → shop:1");
  }

  @Test
  void theOrderInWhichContainersAreToldDoesNotMatter() {
    List<ContainerFacts> facts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String service = "s" + i % 3;
      facts.add(
          Containers.of(service)
              .created("c" + i, i * 700)
              .image("shop:" + i / 3)
              .seen(i * 700 + 1));
    }
    facts.forEach(ledger::learn);
    List<Incident.Change> expected = ledger.before("shop", at(9_000));

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(facts, new Random(seed));
      ledger = new ChangeLedger(null);
      facts.forEach(ledger::learn);
      assertThat(ledger.before("shop", at(9_000))).isEqualTo(expected);
    }
  }

  @Test
  void staysSmallWhateverHappens() throws Exception {
    for (int day = 0; day < 10; day++) {
      for (int i = 0; i < 400; i++) {
        int second = 86_400 * day + i * 200;
        ledger.learn(
            Containers.of("s" + i % 40)
                .created("c" + day + "-" + i, second)
                .image("shop:" + day)
                .environment("PATH", "A_NAME_" + i % 40, "B_NAME_" + i % 40, "C_NAME")
                .seen(second + 1));
      }
    }

    assertThat(StateJson.mapper().writeValueAsBytes(ledger.state()).length).isLessThan(400_000);
    assertThat(ledger.before("shop", at(860_000))).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void keepsWhatItKnowsOverARestart() {
    ledger.learn(Containers.of("web").created("a", -100).memory("64MiB").seen(-99));
    ledger.learn(Containers.of("web").created("b", 10).check("/bin/probe").seen(11));
    ledger.learn(Containers.of("db").created("c", 10).seen(11));
    ledger.learn(Containers.of("db").created("c", 10).removed(800));
    List<Incident.Change> before = ledger.before("shop", at(1_000));

    reload();

    assertThat(ledger.before("shop", at(1_000))).isEqualTo(before);
  }

  private void reload() {
    ObjectMapper json = StateJson.mapper();
    try {
      byte[] written = json.writeValueAsBytes(ledger.state());
      ledger = new ChangeLedger(json.readValue(written, LedgerState.State.class));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> told(List<Incident.Change> changes) {
    return changes.stream()
        .map(
            change ->
                "%s %s %s → %s"
                    .formatted(
                        change.service(),
                        change.what(),
                        change.from() == null ? "−" : change.from(),
                        change.to() == null ? "−" : change.to()))
        .toList();
  }
}
