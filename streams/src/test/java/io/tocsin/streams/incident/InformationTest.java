package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of findings that are no trouble. */
class InformationTest {
  private final List<Incident> told = new ArrayList<>();
  private Correlator correlator = new Correlator("host1", Dependencies.NONE, null);

  @Test
  void aNewErrorOpensNothing() throws IOException {
    on(info("new-error", "backend", 0));
    on(over(info("new-error", "backend", 0), 60));

    assertThat(told).isEmpty();
  }

  @Test
  void aNewErrorJoinsTroubleWithoutChangingIt() throws IOException {
    on(trouble("restart-rate", "backend", 10));
    on(info("new-error", "backend", 12));

    assertThat(told).hasSize(2);
    Incident incident = told.get(1);
    assertThat(incident.revision()).isEqualTo(1);
    assertThat(incident.cause().detector()).isEqualTo("restart-rate");
    assertThat(detectors(incident)).containsExactly("restart-rate", "new-error");
  }

  @Test
  void aNewErrorThatCameFirstJoinsTheTroubleThatFollows() throws IOException {
    on(info("new-error", "backend", 0));
    on(trouble("restart-rate", "backend", 10));

    assertThat(told).hasSize(1);
    assertThat(detectors(told.get(0))).containsExactly("restart-rate", "new-error");
    assertThat(told.get(0).startedAt()).isEqualTo(T0.plusSeconds(10));
    assertThat(told.get(0).severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void oldInformationIsForgotten() throws IOException {
    on(info("new-error", "backend", 0));
    on(trouble("restart-rate", "backend", 301));

    assertThat(detectors(told.get(0))).containsExactly("restart-rate");
  }

  @Test
  void informationKeepsNoIncidentOpen() throws IOException {
    on(trouble("restart-rate", "backend", 10));
    on(info("new-error", "backend", 12));
    on(over(trouble("restart-rate", "backend", 10), 70));

    Incident last = told.get(told.size() - 1);
    assertThat(last.state()).isEqualTo(Incident.State.RESOLVED);
    assertThat(last.resolvedAt()).isEqualTo(T0.plusSeconds(70));
    assertThat(last.revision()).isEqualTo(2);
  }

  @Test
  void anAuditHasAnIncidentOfItsOwnForEachStack() throws IOException {
    on(info("audit", "", 0));
    on(info("deprecation", "backend", 1));
    on(info("deprecation", "worker", 2));

    assertThat(told).extracting(Incident::severity).containsOnly(Severity.INFO);
    assertThat(told).extracting(Incident::id).doesNotContainNull();
    assertThat(told.get(0).id()).isNotEqualTo(told.get(1).id());
    assertThat(told.get(2).id()).isEqualTo(told.get(1).id());
  }

  @Test
  void troubleNeverJoinsInformation() throws IOException {
    on(info("deprecation", "backend", 0));
    on(trouble("restart-rate", "backend", 1));
    on(info("new-error", "backend", 2));

    assertThat(told).hasSize(3);
    assertThat(told.get(1).id()).isNotEqualTo(told.get(0).id());
    assertThat(detectors(told.get(2))).containsExactly("restart-rate", "new-error");
  }

  @Test
  void theSameAuditComesBackToItsIncident() throws IOException {
    on(info("audit", "", 0));
    on(over(info("audit", "", 0), 60));
    on(info("audit", "", 90));

    assertThat(told).extracting(Incident::id).containsOnly(told.get(0).id());
  }

  /** Every step goes through the kept state. */
  private void on(Finding finding) throws IOException {
    told.addAll(correlator.on(finding));
    ObjectMapper json = StateJson.mapper();
    Correlator.State state =
        json.readValue(json.writeValueAsBytes(correlator.state()), Correlator.State.class);
    correlator = new Correlator("host1", Dependencies.NONE, state);
  }

  private static List<String> detectors(Incident incident) {
    return incident.findings().stream().map(Incident.Observation::detector).toList();
  }

  private static Finding info(String detector, String service, double second) {
    return finding(detector, service, second, Severity.INFO);
  }

  private static Finding trouble(String detector, String service, double second) {
    return finding(detector, service, second, Severity.CRITICAL);
  }

  private static Finding finding(
      String detector, String service, double second, Severity severity) {
    Subject subject = new Subject("host1", "shop", service);
    Instant at = T0.plusNanos(Math.round(second * 1e9));
    return new Finding(
        Digest.of(detector, subject.key(), second),
        detector,
        detector,
        subject,
        "",
        severity,
        Finding.State.FIRING,
        at,
        at,
        at,
        null,
        1,
        1,
        "things",
        null,
        detector + " of " + service,
        Map.of());
  }

  private static Finding over(Finding finding, double second) {
    return io.tocsin.streams.detect.Alarm.resolved(
        finding, T0.plusNanos(Math.round(second * 1e9)), "it is over");
  }
}
