package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is no cause: a job that has done its work, and what is done about trouble. */
class DoneAfterwardsTest {
  private final List<Incident> told = new ArrayList<>();
  private final Correlator correlator = new Correlator("host1", Dependencies.NONE, null);

  @Test
  void aJobThatHasDoneItsWorkIsNotToBlame() {
    see("migrate", "running", -12, -12, null);
    see("app", "running", -12, -12, null);
    see("migrate", "exited", -2, -12, new ContainerFacts.Run(at(-2), 0, null, 0));

    on(finding("exited", "app", 0, "FATAL could not connect to server pg:5432"));

    assertThat(last().candidates())
        .extracting(Incident.Candidate::service)
        .doesNotContain("migrate");
  }

  @Test
  void aServiceThatSomebodyStoppedIs() {
    see("cache", "running", -3_600, -3_600, null);
    see("app", "running", -3_600, -3_600, null);
    see("cache", "exited", -8, -3_600, new ContainerFacts.Run(at(-8), 0, null, 0));

    on(finding("unhealthy", "app", 0, "could not connect to cache:6379: Connection refused"));

    assertThat(last().cause().service()).isEqualTo("cache");
    assertThat(last().advice()).anyMatch(line -> line.startsWith("Start it again"));
  }

  @Test
  void aRestartOfWhatWasWrongAlreadyIsNotTheCause() {
    see("db", "running", -3_600, -3_600, null);
    see("app", "running", -3_600, -3_600, null);
    on(finding("error-spike", "app", 0, "could not connect to db:5432: Connection refused"));
    see("db", "running", 36, 35.5, new ContainerFacts.Run(at(35), null, null, 0));
    on(finding("unhealthy", "worker", 50, "could not connect to db:5432: Connection refused"));

    assertThat(last().cause().detector()).isNotEqualTo("stopped");
    assertThat(last().advice()).noneMatch(line -> line.startsWith("Start it again"));
  }

  @Test
  void aRestartThatTroubleFollowsIsTheCauseAndNeedsNoStart() {
    see("db", "running", -3_600, -3_600, null);
    see("db", "running", -1, -1.5, new ContainerFacts.Run(at(-2), null, null, 0));
    on(finding("unhealthy", "app", 0, "could not connect to db:5432: Connection refused"));

    assertThat(last().cause().detector()).isEqualTo("stopped");
    assertThat(last().advice()).noneMatch(line -> line.startsWith("Start it again"));
  }

  private Incident last() {
    return told.get(told.size() - 1);
  }

  private void on(Finding finding) {
    told.addAll(correlator.on(finding));
  }

  private void see(
      String service,
      String state,
      double second,
      double started,
      ContainerFacts.@org.jspecify.annotations.Nullable Run run) {
    told.addAll(
        correlator.learn(
            new ContainerFacts(
                at(second),
                new Subject("host1", "shop", service),
                new ContainerRef("c-" + service, "shop-" + service + "-1", "shop:1"),
                "sha256:1",
                state,
                at(-3_700),
                at(started),
                ContainerTraits.UNKNOWN,
                new ContainerFacts.Limits(null, null, null),
                null,
                List.of(),
                Map.of(),
                List.of("shop_default"),
                List.of("run"),
                List.of(),
                run)));
  }

  private static Finding finding(String detector, String service, double second, String line) {
    return new Finding(
        detector + service,
        detector,
        detector,
        new Subject("host1", "shop", service),
        "shop-" + service + "-1",
        Severity.CRITICAL,
        Finding.State.FIRING,
        at(second),
        at(second),
        at(second),
        null,
        1,
        1,
        "things",
        null,
        detector + " of " + service,
        Map.of("logs", List.of(line)));
  }

  private static Instant at(double second) {
    return T0.plusMillis(Math.round(second * 1e3));
  }
}
