package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More incidents at once than can be followed. */
class CasebookTest {
  private final Map<String, Incident> last = new HashMap<>();
  private Correlator correlator = new Correlator("host1", Dependencies.NONE, null);

  @Test
  void everyIncidentThatWasToldIsToldToBeOver() {
    List<Finding> found =
        IntStream.range(0, Casebook.MOST_CASES + 30)
            .mapToObj(i -> finding("service" + i, Severity.CRITICAL, i))
            .toList();
    found.forEach(this::on);

    for (Finding each : found) {
      on(Alarm.resolved(each, T0.plusSeconds(900), "it is over"));
    }

    assertThat(last).hasSize(found.size());
    assertThat(last.values()).noneMatch(Incident::isOpen);
  }

  @Test
  void whatIsFollowedNoLongerSaysSo() {
    Finding first = finding("first", Severity.CRITICAL, 0);
    on(first);
    IntStream.rangeClosed(1, Casebook.MOST_CASES + 1)
        .forEach(i -> on(finding("service" + i, Severity.CRITICAL, i)));

    Incident dropped = of("first");

    assertThat(dropped.isOpen()).isFalse();
    assertThat(dropped.resolvedAt()).isEqualTo(T0.plusSeconds(Casebook.MOST_CASES + 1));
    assertThat(dropped.title()).endsWith("; followed no longer: too many others are open");
  }

  @Test
  void whatIsOverGivesWayToWhatIsOpen() {
    on(finding("first", Severity.CRITICAL, 0));
    for (int i = 1; i <= Casebook.MOST_CASES + 40; i++) {
      Finding blip = finding("service" + i, Severity.CRITICAL, i / 4.0);
      on(blip);
      on(Alarm.resolved(blip, blip.updatedAt(), "it is over"));
    }

    assertThat(of("first").isOpen()).isTrue();
  }

  @Test
  void whatIsFollowedAgainGoesOnCounting() throws IOException {
    Finding first = finding("first", Severity.CRITICAL, 0);
    on(first);
    IntStream.rangeClosed(1, Casebook.MOST_CASES + 1)
        .forEach(i -> on(finding("service" + i, Severity.CRITICAL, i)));
    String id = of("first").id();
    restart();

    on(worse(first, T0.plusSeconds(Casebook.MOST_CASES + 2)));

    assertThat(of("first").id()).isEqualTo(id);
    assertThat(of("first").isOpen()).isTrue();
    assertThat(of("first").revision()).isEqualTo(3);
  }

  private void on(Finding finding) {
    correlator.on(finding).forEach(told -> last.put(told.id(), told));
  }

  private Incident of(String service) {
    return last.values().stream()
        .filter(each -> each.cause().service().equals(service))
        .findFirst()
        .orElseThrow();
  }

  private void restart() throws IOException {
    ObjectMapper json = StateJson.mapper();
    byte[] kept = json.writeValueAsBytes(correlator.state());
    correlator =
        new Correlator("host1", Dependencies.NONE, json.readValue(kept, Correlator.State.class));
  }

  private static Finding finding(String service, Severity severity, double second) {
    Instant at = T0.plusMillis(Math.round(second * 1e3));
    return finding(service, severity, at, at);
  }

  private static Finding worse(Finding before, Instant at) {
    return finding(before.subject().service(), before.severity(), before.startedAt(), at);
  }

  private static Finding finding(String service, Severity severity, Instant onset, Instant at) {
    return new Finding(
        Digest.of("oom-kill", service, onset),
        "oom-kill",
        "oom-kill",
        new Subject("host1", "", service),
        service,
        severity,
        Finding.State.FIRING,
        onset,
        onset,
        at,
        null,
        1,
        1,
        "kills",
        null,
        service + " was killed for memory",
        Map.of("limit", "64 MiB"));
  }
}
