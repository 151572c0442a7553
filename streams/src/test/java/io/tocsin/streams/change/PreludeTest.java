package io.tocsin.streams.change;

import static io.tocsin.streams.testkit.Containers.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.testkit.Containers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreludeTest {
  private final ChangeLedger ledger = new ChangeLedger(null);

  @BeforeEach
  void aStackOfLongAgo() {
    for (String service : List.of("api", "db", "web")) {
      ledger.learn(Containers.of(service).created("1" + service, -90_000).seen(-89_999));
    }
  }

  @Test
  void tellsTheDeploymentThatItBeganAfter() {
    ledger.learn(Containers.of("api").created("2", 0).image("shop:2").memory("1GiB").seen(1));
    ledger.learn(Containers.of("web").created("3", 5).image("shop:2").seen(6));

    assertThat(told(40))
        .contains(
            "began 40 s after a deployment of api (image shop:1 → shop:2, memory limit 1 GiB (none"
                + " before))");
  }

  @Test
  void tellsAChangeByHand() {
    ledger.learn(Containers.of("api").created("1api", -90_000).memory("1GiB").seen(-500));
    ledger.learn(Containers.of("api").created("1api", -90_000).memory("64MiB").seen(0));

    assertThat(told(0.4))
        .contains("began within a second after a change of api (memory limit 1 GiB → 64 MiB)");
  }

  @Test
  void prefersTheServiceItselfAndThenWhatItDependsOn() {
    ledger.learn(Containers.of("db").created("2", 0).seen(1));
    ledger.learn(Containers.of("web").created("3", 300).image("shop:2").seen(301));

    assertThat(told(400))
        .contains("began 7 min after db was made anew from the same image with the same settings");
  }

  @Test
  void namesWhatWentAndCame() {
    ledger.learn(Containers.of("api").created("2", 0).environment("HOME", "NEW").seen(1));

    assertThat(told(200))
        .contains("began 3 min after a deployment of api (environment +HOME +NEW −PATH)");
  }

  @Test
  void isSilentOfWhatIsLongAgoOrOnlyBesideIt() {
    ledger.learn(Containers.of("web").created("3", 0).image("shop:2").seen(1));

    assertThat(told(120)).contains("began 2 min after a deployment of web (image shop:1 → shop:2)");
    assertThat(told(1_200)).isEmpty();
  }

  @Test
  void aRemovalIsTheTroubleItselfAndNotWhatCameBefore() {
    ledger.learn(Containers.of("api").created("1api", -90_000).removed(0));

    assertThat(told(0)).isEmpty();
  }

  private Optional<String> told(double onset) {
    Relation relation =
        service -> service.equals("api") ? 0 : service.equals("db") ? 1 : Relation.REMOTE;
    return ledger.prelude("shop", at(onset), relation).map(Prelude::sentence);
  }
}
