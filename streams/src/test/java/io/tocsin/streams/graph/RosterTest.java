package io.tocsin.streams.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.testkit.Containers;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Subject;
import org.junit.jupiter.api.Test;

class RosterTest {
  private final Roster roster = new Roster(null);

  @Test
  void findsAServiceOfAnotherStackOnANetworkThatBothAreOn() {
    Subject app = learn(Containers.of("app").stack("shop").networks("shop_default", "backbone"));
    Subject db = learn(Containers.of("db").stack("stores").networks("backbone"));

    assertThat(roster.resolve(app, "db")).contains(db);
  }

  @Test
  void hearsNoServicesNameOnTheEnginesOwnBridge() {
    Subject app = learn(Containers.of("app").stack("shop").networks("bridge"));
    learn(Containers.of("db").stack("stores").networks("bridge"));

    assertThat(roster.resolve(app, "db")).isEmpty();
  }

  private Subject learn(Containers container) {
    ContainerFacts facts = container.seen(0);
    roster.learn(facts);
    return facts.subject();
  }
}
