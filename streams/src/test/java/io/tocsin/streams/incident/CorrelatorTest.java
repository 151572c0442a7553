package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
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

class CorrelatorTest {
  private final List<Incident> told = new ArrayList<>();
  private Dependencies declared = Dependencies.NONE;
  private Correlator correlator = new Correlator("host1", Dependencies.NONE, null);

  @Test
  void joinsWhatDependsOnEachOtherAndBlamesTheMostUpstream() throws IOException {
    dependsOn("frontend", "backend");
    dependsOn("backend", "db");

    on(finding("unhealthy", "frontend", 10));
    on(finding("restart-rate", "backend", 8));
    on(finding("oom-kill", "db", 5));

    assertThat(told).extracting(Incident::id).containsOnly(told.get(0).id());
    Incident last = told.get(2);
    assertThat(last.cause().service()).isEqualTo("db");
    assertThat(last.cause().detector()).isEqualTo("oom-kill");
    assertThat(last.services()).containsExactly("db", "backend", "frontend");
    assertThat(last.why())
        .extracting(Incident.Step::service)
        .containsExactly("frontend", "backend", "db", "db");
    assertThat(last.why().get(3).statement()).startsWith("not known: ");
    assertThat(last.revision()).isEqualTo(3);
    assertThat(last.startedAt()).isEqualTo(T0.plusSeconds(5));
    assertThat(last.title()).isEqualTo("db was killed for memory; 2 other services affected");
  }

  @Test
  void keepsWhatIsNotConnectedApart() throws IOException {
    dependsOn("frontend", "backend");

    on(finding("restart-rate", "backend", 8));
    on(finding("oom-kill", "mailer", 9));

    assertThat(told).extracting(Incident::id).doesNotHaveDuplicates();
  }

  @Test
  void keepsApartWhatBeganLongAfter() throws IOException {
    dependsOn("frontend", "backend");

    on(finding("restart-rate", "backend", 0));
    on(finding("unhealthy", "frontend", 301));

    assertThat(told).extracting(Incident::id).doesNotHaveDuplicates();
  }

  @Test
  void takesDeclaredDependencies() throws IOException {
    Dependencies.Reading reading =
        Dependencies.read(Map.of("shop", Map.of("frontend", List.of("backend"))));
    declared = reading.dependencies();
    correlator = new Correlator("host1", declared, null);

    on(finding("restart-rate", "backend", 0));
    on(finding("unhealthy", "frontend", 20));

    assertThat(told).extracting(Incident::id).containsOnly(told.get(0).id());
    assertThat(told.get(1).cause().service()).isEqualTo("backend");
  }

  @Test
  void whatOthersSaidOfADependencyBeforeIsNoExcuse() throws IOException {
    declared =
        Dependencies.read(
                Map.of(
                    "shop",
                    Map.of(
                        "export", List.of("prices"),
                        "images", List.of("prices", "export"))))
            .dependencies();
    correlator = new Correlator("host1", declared, null);
    List.of("prices", "images", "export")
        .forEach(each -> correlator.learn(facts(each, List.of(), "shop:1", -900)));
    String line = "upstream timed out (110), upstream: \"http://prices:8080/work\"";

    on(
        with(
            finding("connection-errors", "images", -50).with(Map.of("logs", List.of(line))),
            Finding.State.FIRING,
            Severity.INFO,
            -50));
    on(finding("unhealthy", "export", 0));
    on(finding("unhealthy", "images", 20));

    Incident last = told.get(told.size() - 1);
    assertThat(last.candidates()).extracting(Incident.Candidate::service).contains("prices");
    assertThat(last.cause().service()).isEqualTo("export");
    assertThat(last.candidates().get(0).reasons())
        .extracting(Incident.Reason::statement)
        .noneMatch(reason -> reason.startsWith("it depends on prices"));
  }

  @Test
  void findingsOfOneServiceAreOneIncident() throws IOException {
    on(finding("oom-kill", "db", 0));
    on(finding("restart-rate", "db", 30));

    assertThat(told).extracting(Incident::id).containsOnly(told.get(0).id());
    assertThat(told.get(1).cause().detector()).isEqualTo("oom-kill");
    assertThat(told.get(1).revision()).isEqualTo(1);
  }

  @Test
  void growthThatChangesNothingThatMattersIsNoNewRevision() throws IOException {
    Finding first = finding("restart-rate", "backend", 0);
    on(first);
    on(with(first, Finding.State.FIRING, Severity.CRITICAL, 60));
    on(with(first, Finding.State.RESOLVED, Severity.CRITICAL, 200));

    assertThat(told).extracting(Incident::revision).containsExactly(1, 1, 2);
    assertThat(told.get(2).state()).isEqualTo(Incident.State.RESOLVED);
    assertThat(told.get(2).resolvedAt()).isEqualTo(T0.plusSeconds(200));
  }

  @Test
  void resolvesOnlyWhenAllIsOver() throws IOException {
    Finding first = finding("oom-kill", "db", 0);
    Finding second = finding("restart-rate", "db", 5);
    on(first);
    on(second);
    on(with(first, Finding.State.RESOLVED, Severity.CRITICAL, 300));
    on(with(second, Finding.State.RESOLVED, Severity.CRITICAL, 310));

    assertThat(told.get(2).isOpen()).isTrue();
    assertThat(told.get(3).isOpen()).isFalse();
  }

  @Test
  void reopensAsTheSameIncidentWithinFiveMinutes() throws IOException {
    Finding first = finding("unhealthy", "web", 0);
    on(first);
    on(with(first, Finding.State.RESOLVED, Severity.CRITICAL, 60));
    on(finding("unhealthy", "web", 300));
    Finding later = finding("unhealthy", "mailer", 400);
    on(later);
    on(with(later, Finding.State.RESOLVED, Severity.CRITICAL, 460));
    on(finding("unhealthy", "mailer", 800));

    assertThat(told.get(2).id()).isEqualTo(told.get(0).id());
    assertThat(told.get(2).revision()).isEqualTo(3);
    assertThat(told.get(2).resolvedAt()).isNull();
    assertThat(told.get(5).id()).isNotEqualTo(told.get(3).id());
  }

  @Test
  void otherTroubleOfAServiceThatWasWellAgainIsAnotherIncident() throws IOException {
    dependsOn("api", "db");
    Finding first = finding("restart-rate", "api", 0);
    on(first);
    on(with(first, Finding.State.RESOLVED, Severity.CRITICAL, 60));
    on(finding("unhealthy", "db", 100));
    on(finding("unhealthy", "api", 105));

    assertThat(told.get(2).id()).isNotEqualTo(told.get(0).id());
    assertThat(told.get(3).id()).isEqualTo(told.get(2).id());
    assertThat(told.get(3).cause().service()).isEqualTo("db");
    assertThat(told).extracting(Incident::mergedInto).containsOnlyNulls();
  }

  @Test
  void whatTroubleTurnsIntoAtOnceIsTheSame() throws IOException {
    Finding first = finding("unhealthy", "web", 0);
    on(first);
    on(with(first, Finding.State.RESOLVED, Severity.CRITICAL, 60));
    on(finding("restart-rate", "web", 62));

    assertThat(told.get(2).id()).isEqualTo(told.get(0).id());
  }

  @Test
  void aStartThatTheEngineRefusesIsToldBesideWhatWasWrongBefore() throws IOException {
    on(finding("oom-kill", "worker", 0));
    on(finding("start-failed", "worker", 90));

    assertThat(told).extracting(Incident::id).doesNotHaveDuplicates();
    assertThat(told.get(1).cause().detector()).isEqualTo("start-failed");
  }

  @Test
  void aRefusedStartThatWasMendedIsNotToBlameForTheNextCrash() throws IOException {
    Finding refused = finding("start-failed", "worker", 0);
    on(refused);
    on(with(refused, Finding.State.RESOLVED, Severity.CRITICAL, 20));
    on(finding("restart-rate", "worker", 24));

    assertThat(told.get(2).id()).isNotEqualTo(told.get(0).id());
    assertThat(told.get(2).cause().detector()).isEqualTo("restart-rate");
    assertThat(told.get(2).recurrence()).isNull();
  }

  @Test
  void aStartThatIsRefusedAgainIsTheSameIncident() throws IOException {
    Finding refused = finding("start-failed", "worker", 0);
    on(refused);
    on(with(refused, Finding.State.RESOLVED, Severity.CRITICAL, 20));
    on(finding("start-failed", "worker", 24));

    assertThat(told.get(2).id()).isEqualTo(told.get(0).id());
  }

  @Test
  void fullMemoryIsNobodyElsesFault() throws IOException {
    on(finding("restart-rate", "backend", 0));
    Finding full = finding("memory-ratio", "cache", 5);
    on(with(full, Finding.State.FIRING, Severity.WARNING, 5));

    assertThat(told).extracting(Incident::id).doesNotHaveDuplicates();
  }

  @Test
  void thirtyForcedRemovalsAndTheirStormAreOneIncident() throws IOException {
    for (int i = 0; i < 30; i++) {
      on(finding("force-removal", "job" + i, i * 0.4));
    }
    on(finding(Subject.ofEngine("host1"), "api-storm", 0, 12));
    on(finding("force-removal", "web", 20));

    assertThat(told).extracting(Incident::id).containsOnly(told.get(0).id());
    assertThat(told.stream().map(Incident::revision).distinct().count()).isLessThan(10);
    Incident last = told.get(told.size() - 1);
    assertThat(last.cause().detector()).isEqualTo("api-storm");
    assertThat(last.title()).startsWith("A storm of calls to the engine of host1");
    assertThat(last.services()).hasSize(31);
  }

  @Test
  void removalsOfAStormDrawNothingInThatWasWrongBefore() throws IOException {
    dependsOn("frontend", "backend");
    on(finding("restart-rate", "backend", 0));
    on(finding("unhealthy", "frontend", 10));
    on(finding("memory-ratio", "mailer", 20));
    on(finding(Subject.ofEngine("host1"), "api-storm", 150, 12));
    on(finding("force-removal", "backend", 170));
    on(finding("force-removal", "frontend", 170.5));
    on(finding("force-removal", "mailer", 171));

    assertThat(told).extracting(Incident::mergedInto).containsOnlyNulls();
    assertThat(told.stream().map(Incident::id).distinct()).hasSize(3);
    assertThat(told.stream().filter(each -> each.cause().detector().equals("api-storm")))
        .extracting(Incident::id)
        .doesNotContain(told.get(0).id(), told.get(2).id());
  }

  @Test
  void startsThatAHostRefusesForOneReasonAreOneIncident() throws IOException {
    String words = "could not find bridge docker0: route ip+net: no such network interface";
    for (int i = 0; i < 6; i++) {
      Subject subject = new Subject("host1", "stack" + i, "web");
      on(finding(subject, "start-failed", i, i).with(Map.of("error", "endpoint " + i + words)));
    }
    on(finding("start-failed", "mailer", 7).with(Map.of("error", "no such command")));

    assertThat(told).filteredOn(each -> !each.stack().equals("shop")).hasSize(6);
    assertThat(told).extracting(Incident::id).hasSize(7);
    assertThat(told.stream().map(Incident::id).distinct()).hasSize(2);
    assertThat(told.get(5).title()).isEqualTo("host1 cannot start containers: 6 services are down");
  }

  @Test
  void isAsBadAsWhatStillGoesOnAndWakesNobodyForGettingBetter() throws IOException {
    Finding crash = finding("restart-rate", "api", 0);
    Finding errors = finding("error-ratio", "api", 5);
    on(crash);
    on(with(errors, Finding.State.FIRING, Severity.WARNING, 5));
    on(with(crash, Finding.State.RESOLVED, Severity.CRITICAL, 100));
    on(with(errors, Finding.State.RESOLVED, Severity.WARNING, 300));

    assertThat(told)
        .extracting(Incident::severity)
        .containsExactly(Severity.CRITICAL, Severity.CRITICAL, Severity.WARNING, Severity.CRITICAL);
    assertThat(told).extracting(Incident::revision).containsExactly(1, 1, 1, 2);
  }

  @Test
  void aRemovalOfWhatWasWrongAlreadyIsNotWhatWasWrong() throws IOException {
    Finding unhealthy = finding("unhealthy", "web", 0);
    on(unhealthy);
    on(finding("force-removal", "web", 100));
    on(with(unhealthy, Finding.State.RESOLVED, Severity.CRITICAL, 101));

    assertThat(told).extracting(Incident::id).containsOnly(told.get(0).id());
    assertThat(told).extracting(Incident::revision).containsOnly(1);
    assertThat(told).extracting(each -> each.cause().detector()).containsOnly("unhealthy");
    assertThat(told.get(2).why())
        .extracting(Incident.Step::statement)
        .contains("force-removal of web");
  }

  @Test
  void aRemovalThatTakesOthersDownIsTheCause() throws IOException {
    dependsOn("web", "db");
    on(finding("force-removal", "db", 0));
    on(finding("unhealthy", "web", 20));
    on(finding("unhealthy", "db", 1));

    assertThat(told.get(2).cause().service()).isEqualTo("db");
    assertThat(told.get(2).cause().detector()).isEqualTo("force-removal");
  }

  @Test
  void aCrashDuringAStormIsItsOwn() throws IOException {
    on(finding(Subject.ofEngine("host1"), "api-storm", 0, 12));
    on(finding("restart-rate", "db", 20));

    assertThat(told).extracting(Incident::id).doesNotHaveDuplicates();
  }

  @Test
  void lostTelemetryOfManyServicesIsOneIncidentAndNobodysCause() throws IOException {
    on(finding("telemetry-gap", "web", 0));
    on(finding("telemetry-gap", "db", 1));
    on(finding("oom-kill", "db", 2));

    assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
    assertThat(told.get(2).id()).isNotEqualTo(told.get(0).id());
  }

  @Test
  void tellsWhatChangedBefore() throws IOException {
    correlator.learn(facts("backend", List.of(), "shop:1", -100));
    correlator.learn(facts("backend", List.of(), "shop:2", -50));

    on(finding("restart-rate", "backend", 8));

    assertThat(told.get(0).changes())
        .extracting(Incident.Change::what, Incident.Change::from, Incident.Change::to)
        .startsWith(org.assertj.core.groups.Tuple.tuple("image", "shop:1", "shop:2"));
  }

  /** Every step goes through a snapshot, as after a restart. */
  private void on(Finding finding) throws IOException {
    told.addAll(correlator.on(finding));
    ObjectMapper json = StateJson.mapper();
    Correlator.State state =
        json.readValue(json.writeValueAsBytes(correlator.state()), Correlator.State.class);
    correlator = new Correlator("host1", declared, state);
  }

  private void dependsOn(String service, String on) {
    correlator.learn(
        facts(service, List.of(new ContainerFacts.Dependency(on, "service_started")), "shop:1", 0));
  }

  private static ContainerFacts facts(
      String service, List<ContainerFacts.Dependency> dependsOn, String image, double second) {
    return new ContainerFacts(
        at(second),
        new Subject("host1", "shop", service),
        new ContainerRef("c-" + service, "shop-" + service + "-1", image),
        "sha256:1",
        "running",
        at(-1_000),
        null,
        ContainerTraits.UNKNOWN,
        new ContainerFacts.Limits(null, null, null),
        null,
        dependsOn,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Finding finding(String detector, String service, double second) {
    return finding(new Subject("host1", "shop", service), detector, second, second);
  }

  private static Finding finding(Subject subject, String detector, double onset, double detected) {
    String id = Digest.of(detector, subject.key(), onset);
    return finding(id, detector, subject, at(onset), at(detected));
  }

  private static Finding with(
      Finding finding, Finding.State state, Severity severity, double second) {
    Instant end = state == Finding.State.RESOLVED ? at(second) : null;
    return new Finding(
        finding.id(),
        finding.detector(),
        finding.rule(),
        finding.subject(),
        finding.container(),
        severity,
        state,
        finding.startedAt(),
        finding.detectedAt(),
        at(second),
        end,
        finding.value(),
        finding.threshold(),
        finding.unit(),
        finding.window(),
        finding.summary(),
        finding.evidence());
  }

  private static Finding finding(
      String id, String detector, Subject subject, Instant onset, Instant at) {
    return new Finding(
        id,
        detector,
        detector,
        subject,
        subject.service() + "-1",
        Severity.CRITICAL,
        Finding.State.FIRING,
        onset,
        at,
        at,
        null,
        1,
        1,
        "things",
        null,
        detector + " of " + subject.service(),
        Map.of("exitCode", 1));
  }

  private static Instant at(double second) {
    return T0.plusNanos(Math.round(second * 1e9));
  }
}
