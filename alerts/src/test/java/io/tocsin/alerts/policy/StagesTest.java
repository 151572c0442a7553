package io.tocsin.alerts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Delivery.Settled;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the stages between the dull ones say; the incidents are of host1, netra, service a. */
class StagesTest {
  private static final Instant NOW = Incidents.START.plusSeconds(10);
  private static final Incident CRITICAL = Incidents.open("i", 1);
  private static final Incident WARNING = Incidents.open("w", 1, Severity.WARNING);
  private static final Window.Kind MUTE = Window.Kind.MUTE;

  private PolicyRules rules = PolicyRules.DEFAULT;
  private Knowledge known = Knowledge.NONE;

  @Test
  void tellWarningsAtOnceUnlessSomebodyWantsThemToSettle() {
    assertThat(decide(WARNING).verdict()).isEqualTo(Verdict.OPENED);
  }

  @Test
  void letAWarningSettleAndNothingElse() {
    rules = rules(Duration.ofSeconds(30), Duration.ZERO, List.of());

    assertThat(decide(WARNING))
        .isEqualTo(
            Decision.hold(
                Verdict.SETTLING,
                WARNING.detectedAt().plusSeconds(30),
                "waits 30000 ms for its end"));
    assertThat(decide(CRITICAL).tells()).isTrue();
    assertThat(decide(Incidents.over(WARNING)).verdict()).isEqualTo(Verdict.ENDED_WHILE_HELD);
    assertThat(decide(WARNING, null, NOW.plusSeconds(30)).tells()).isTrue();
  }

  @Test
  void doNotLetAWarningOfAnotherClocksFutureWaitForIt() {
    rules = rules(Duration.ofSeconds(30), Duration.ZERO, List.of());

    assertThat(decide(WARNING, null, NOW.minusSeconds(3_600)).tells()).isTrue();
  }

  @Test
  void holdWarningsBackAfterADeploymentAndCriticalsNot() {
    rules = rules(Duration.ZERO, Duration.ofMinutes(5), List.of());
    Incident.Change change =
        new Incident.Change(
            NOW, "a", "image", "a:1", "a:2", null, Incidents.START.minusSeconds(60));

    assertThat(decide(changed(WARNING, change)))
        .extracting(Decision::verdict, Decision::until)
        .containsExactly(Verdict.DEPLOYING, Incidents.START.plusSeconds(240));
    assertThat(decide(changed(CRITICAL, change)).tells()).isTrue();
    assertThat(decide(WARNING).tells()).isTrue();
  }

  @Test
  void holdBackInAWindowWhatItIsForAndForWhom() {
    Times.Once now = new Times.Once(NOW, NOW.plusSeconds(60));
    Matchers warnings = Matchers.parse("severity=warning");
    rules =
        rules(
            Duration.ZERO,
            Duration.ZERO,
            List.of(new Window("nights", MUTE, now, warnings, Set.of("r"))));

    assertThat(decide(WARNING))
        .isEqualTo(
            Decision.hold(Verdict.MUTED, now.to(), "mute time nights until 2026-11-21T10:01:10Z"));
    assertThat(decide(CRITICAL).tells()).isTrue();
    assertThat(decide(WARNING, null, now.to()).tells()).isTrue();
    assertThat(policy().decide(WARNING, null, new Situation("s", NOW, known)).tells()).isTrue();
  }

  @Test
  void tellAReceiverOnlyOfWhatItIsFor() {
    rules = rules.withRoutes(route("severity=critical", "stack=shop"));

    assertThat(decide(WARNING).verdict()).isEqualTo(Verdict.NOT_ROUTED);
    assertThat(decide(CRITICAL).tells()).isTrue();
    assertThat(decide(changed(CRITICAL, "stack", "shop")).verdict()).isEqualTo(Verdict.NOT_ROUTED);
  }

  @Test
  void tellTheEndOfWhatWasToldThoughItIsNoLongerRouted() {
    rules = rules.withRoutes(route("severity=critical", "stack=shop"));
    Delivery told = Delivery.after(null, "r", CRITICAL, new Settled(Outcome.DELIVERED, NOW));
    Incident over = Incidents.over(Incidents.open("i", 2, Severity.WARNING));

    assertThat(decide(over, told, NOW).verdict()).isEqualTo(Verdict.RESOLVED);
  }

  @Test
  void holdBackWhatFollowsFromAHostsEnd() {
    Incident host = found(Incidents.open("h", 1), "collector-silent", "");
    known = new Knowledge(Controls.NONE, List.of(host, CRITICAL));

    assertThat(decide(CRITICAL).verdict()).isEqualTo(Verdict.INHIBITED);
    assertThat(decide(CRITICAL).reason()).contains("h");
    assertThat(decide(host).tells()).isTrue();
    assertThat(decide(changed(CRITICAL, "host", "host2")).tells()).isTrue();
  }

  @Test
  void doNotTakeLaterTroubleForAConsequenceOfAHostsEnd() {
    known = new Knowledge(Controls.NONE, List.of(found(CRITICAL, "restarted-host", "")));
    Incident later =
        changed(Incidents.open("j", 1), "startedAt", CRITICAL.startedAt().plusSeconds(600));

    assertThat(decide(later).tells()).isTrue();
  }

  @Test
  void holdBackTheWarningsOfAServiceInCriticalTrouble() {
    known = new Knowledge(Controls.NONE, List.of(CRITICAL));

    assertThat(decide(WARNING).verdict()).isEqualTo(Verdict.INHIBITED);
    assertThat(decide(Incidents.open("j", 1)).tells()).isTrue();
    assertThat(decide(found(WARNING, "memory-ratio", "b")).tells()).isTrue();
  }

  @Test
  void doNotHoldBackForAnIncidentThatTheReceiverIsNotToldOf() {
    known = new Knowledge(Controls.NONE, List.of(CRITICAL));
    rules = rules.withRoutes(route("severity=warning", "stack=shop"));

    assertThat(decide(WARNING).tells()).isTrue();
  }

  @Test
  void holdBackWhatAContainersLabelSilences() {
    known = labelled("true");
    assertThat(decide(CRITICAL).verdict()).isEqualTo(Verdict.SILENCED);
    known = labelled(NOW.plusSeconds(60).toString());
    assertThat(decide(CRITICAL).until()).isEqualTo(NOW.plusSeconds(60));
    known = labelled(NOW.toString());
    assertThat(decide(CRITICAL).tells()).isTrue();
    known = labelled("perhaps");
    assertThat(decide(CRITICAL).tells()).isTrue();
  }

  private static Knowledge labelled(String value) {
    Labels labels = (incident, name) -> name.equals(Silencing.LABEL) ? List.of(value) : List.of();
    return new Knowledge(Controls.NONE, List.of(), labels);
  }

  private static PolicyRules rules(Duration settle, Duration deployment, List<Window> windows) {
    return new PolicyRules(settle, Duration.ZERO, deployment, true, windows, Map.of());
  }

  private static Map<String, Route> route(String only, String except) {
    return Map.of("r", new Route(List.of(Matchers.parse(only)), List.of(Matchers.parse(except))));
  }

  private Policy policy() {
    return new Policy(Duration.ofHours(24), rules);
  }

  private Decision decide(Incident incident) {
    return decide(incident, null, NOW);
  }

  private Decision decide(Incident incident, @Nullable Delivery last, Instant now) {
    return policy().decide(incident, last, new Situation("r", now, known));
  }

  private static Incident changed(Incident incident, Incident.Change change) {
    return Incidents.with(
        incident,
        body ->
            body.putArray("changes")
                .addObject()
                .put("at", change.at().toString())
                .put("service", change.service())
                .put("what", change.what())
                .put("deployment", String.valueOf(change.deployment())));
  }

  private static Incident changed(Incident incident, String field, Object value) {
    return Incidents.with(incident, body -> body.put(field, value.toString()));
  }

  private static Incident found(Incident incident, String detector, String service) {
    return Incidents.with(
        incident,
        body -> body.withObject("/cause").put("detector", detector).put("service", service));
  }
}
