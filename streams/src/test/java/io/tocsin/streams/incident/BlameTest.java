package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom real stacks made Tocsin blame wrongly, and how it is told now. */
class BlameTest {
  private static final String REFUSED =
      "HTTPConnectionPool(host='cache', port=8080): Max retries exceeded: Connection refused";
  private static final String ANSWERED_503 = "wget: server returned error: HTTP/1.0 503";

  private final Correlator correlator = new Correlator("host1", Dependencies.NONE, null);
  private final Map<String, Incident> last = new LinkedHashMap<>();

  @Test
  void blamesWhomTheDependentNamesThoughOnlyTheDependentIsUnhealthy() {
    see("cache", "shop-cache-1");
    see("api", "shop-api-1", "cache");

    on(finding("connection-errors", "api", 1, Severity.INFO, REFUSED));
    on(finding("unhealthy", "api", 10, Severity.CRITICAL, ANSWERED_503));

    assertThat(incidents()).hasSize(1);
    assertThat(incidents().get(0).cause().service()).isEqualTo("cache");
    assertThat(incidents().get(0).title())
        .isEqualTo("cache cannot be reached; 1 other service affected");
  }

  @Test
  void namesAmongTheServicesWhoGoesOnComplaining() {
    see("cache", "shop-cache-1");
    see("worker", "shop-worker-1", "cache");

    on(finding("oom-kill", "cache", 0, Severity.CRITICAL, ""));
    on(finding("connection-errors", "worker", 2, Severity.INFO, REFUSED));

    assertThat(incidents().get(0).services()).containsExactly("cache", "worker");
  }

  @Test
  void twoCausesOfOneStackAreTwoIncidentsThoughOneOfThemHasSymptomsToo() {
    see("db", "shop-db-1");
    see("mailer", "shop-mailer-1");

    on(finding("memory-ratio", "db", -5, Severity.WARNING, ""));
    on(finding("oom-kill", "db", 0, Severity.CRITICAL, ""));
    on(finding("start-failed", "mailer", 3, Severity.CRITICAL, "exec: no such file or directory"));

    assertThat(incidents()).hasSize(2);
    assertThat(incidents()).extracting(each -> each.cause().service()).contains("db", "mailer");
  }

  @Test
  void namesWhatWasRemovedAndCountsWhoSuffersFromIt() {
    see("db", "shop-db-1");
    see("api", "shop-api-1", "db");

    on(finding("force-removal", "db", 0, Severity.WARNING, ""));
    on(finding("unhealthy", "api", 12, Severity.CRITICAL, ANSWERED_503));

    assertThat(incidents().get(0).title())
        .isEqualTo("db was removed by force; 1 other service affected");
  }

  @Test
  void callsAContainerByTheNameThatItHasOnceComposeIsDone() {
    see("db", "ca34959b1f20_shop-db-1");

    on(finding("oom-kill", "db", 0, Severity.CRITICAL, ""));

    assertThat(incidents().get(0).cause().container()).isEqualTo("shop-db-1");
    assertThat(incidents().get(0).advice()).noneMatch(each -> each.contains("ca34959b1f20"));
  }

  private List<Incident> incidents() {
    return last.values().stream().filter(each -> each.mergedInto() == null).toList();
  }

  private void on(Finding finding) {
    correlator.on(finding).forEach(told -> last.put(told.id(), told));
  }

  private void see(String service, String container, String... on) {
    List<ContainerFacts.Dependency> dependencies = new ArrayList<>();
    for (String each : on) {
      dependencies.add(new ContainerFacts.Dependency(each, "service_started"));
    }
    correlator.learn(
        new ContainerFacts(
            at(-600),
            new Subject("host1", "shop", service),
            new ContainerRef("id-" + service, container, "shop:1"),
            "sha256:1",
            "running",
            at(-600),
            at(-600),
            ContainerTraits.UNKNOWN,
            new ContainerFacts.Limits(null, null, null),
            null,
            dependencies,
            Map.of(),
            List.of("shop_default"),
            List.of(),
            List.of(),
            null));
  }

  private static Finding finding(
      String detector, String service, double second, Severity severity, String line) {
    Subject subject = new Subject("host1", "shop", service);
    boolean isProbe = detector.equals("unhealthy");
    return new Finding(
        Digest.of(detector, subject.key(), second),
        detector,
        detector,
        subject,
        "ca34959b1f20_shop-" + service + "-1",
        severity,
        Finding.State.FIRING,
        at(second),
        at(second),
        at(second),
        null,
        detector.equals("connection-errors") ? 10 : 1,
        1,
        "lines",
        null,
        detector + " of " + service,
        line.isEmpty()
            ? Map.of()
            : Map.of(isProbe ? "probeOutput" : "logs", isProbe ? line : List.of(line)));
  }

  private static Instant at(double second) {
    return T0.plusMillis(Math.round(second * 1e3));
  }
}
