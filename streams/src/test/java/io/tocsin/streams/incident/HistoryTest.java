package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private final History history = new History(null);

  /** Recorded from an engine: the container was dead before it was inspected. */
  @Test
  void aNewContainerDiffersFromItsCreationOn() {
    history.learn(facts("a", "64MiB", -100, -99));
    history.learn(facts("b", "16MiB", 10, 10.4));

    List<Incident.Change> changes = history.before("shop", T0.plusMillis(10_200));

    assertThat(changes)
        .extracting(change -> change.what() + ": " + change.from() + " → " + change.to())
        .containsExactly("recreated: a → b", "memory limit: 64 MiB → 16 MiB");
    assertThat(changes).extracting(Incident.Change::at).containsOnly(T0.plusSeconds(10));
  }

  @Test
  void anUpdatedContainerDiffersFromWhenItWasSeen() {
    history.learn(facts("a", "64MiB", -100, -99));
    history.learn(facts("a", "16MiB", -100, 10));

    assertThat(history.before("shop", T0.plusSeconds(11)))
        .extracting(Incident.Change::what, Incident.Change::at)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("memory limit", T0.plusSeconds(10)));
    assertThat(history.before("shop", T0.plusSeconds(9))).isEmpty();
  }

  @Test
  void theLastOfTheOldContainerChangesNothing() {
    history.learn(facts("a", "64MiB", -100, -99));
    history.learn(facts("b", "16MiB", 10, 10.1));
    history.learn(facts("a", "64MiB", -100, 10.2));
    history.learn(facts("b", "16MiB", 10, 11));

    assertThat(history.before("shop", T0.plusSeconds(20))).hasSize(2);
  }

  private static ContainerFacts facts(
      String id, String limit, double createdSecond, double second) {
    return new ContainerFacts(
        T0.plusMillis(Math.round(second * 1000)),
        new Subject("host1", "shop", "web"),
        new ContainerRef(id, "shop-web-1", "shop:1"),
        "sha256:1",
        "running",
        T0.plusMillis(Math.round(createdSecond * 1000)),
        null,
        ContainerTraits.UNKNOWN,
        new ContainerFacts.Limits(Bytes.parse(limit), null, null),
        null,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
