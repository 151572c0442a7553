package io.tocsin.alerts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Delivery.Settled;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Silence;
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

  @Test
  void tellNobodyLastBeforeItsTimeOrAfterSomebodyHasItInHand() {
    rules = escalating("severity=critical");
    Instant due = CRITICAL.detectedAt().plusSeconds(900);

    assertThat(decide(CRITICAL))
        .isEqualTo(
            Decision.hold(
                Verdict.ESCALATING, due, "is told at " + due + " unless somebody acknowledges it"));
    assertThat(decide(CRITICAL, null, due).verdict()).isEqualTo(Verdict.OPENED);
    assertThat(decide(WARNING).tells()).isTrue();
    assertThat(policy().decide(CRITICAL, null, new Situation("s", NOW, known)).tells()).isTrue();

    acknowledge(CRITICAL.id(), 0);

    assertThat(decide(CRITICAL, null, due))
        .isEqualTo(
            Decision.hold(
                Verdict.ACKNOWLEDGED, Instant.MAX, "acknowledged by ann at " + NOW + ": on it"));
    assertThat(decide(Incidents.over(CRITICAL), null, due).verdict())
        .isEqualTo(Verdict.ENDED_WHILE_HELD);
  }

  @Test
  void tellTheEndToWhomItWasEscalatedThoughItIsAcknowledged() {
    rules = escalating("");
    acknowledge(CRITICAL.id(), 0);
    Delivery told = Delivery.after(null, "r", CRITICAL, new Settled(Outcome.DELIVERED, NOW));

    assertThat(decide(Incidents.resolved("i", 2), told, NOW).verdict()).isEqualTo(Verdict.RESOLVED);
  }

  @Test
  void escalateAnewWhatBeganAgain() {
    rules = escalating("");
    acknowledge(CRITICAL.id(), 0);
    Instant again = NOW.plusSeconds(5_000);
    Incident reopened =
        Incidents.with(
            CRITICAL,
            body -> {
              body.putObject("recurrence").put("reopened", 1).put("earlier", 0);
              body.withArray("findings").forEach(f -> put(f, "detectedAt", again));
            });

    assertThat(decide(reopened, null, again).verdict()).isEqualTo(Verdict.ESCALATING);
    assertThat(decide(reopened, null, again.plusSeconds(900)).tells()).isTrue();
    acknowledge(CRITICAL.id(), 1);
    assertThat(decide(reopened, null, again).verdict()).isEqualTo(Verdict.ACKNOWLEDGED);
  }

  @Test
  void doNotHideForOneServicesSilenceThatTheSameHappenedToAnother() {
    known = new Knowledge(Controls.NONE.with(silence("service=a")), List.of());
    assertThat(decide(CRITICAL).verdict()).isEqualTo(Verdict.SILENCED);

    Incident two = finding(CRITICAL, "exited", "b");
    assertThat(decide(two).tells()).isTrue();
    assertThat(decide(finding(CRITICAL, "http-errors", "b")).verdict()).isEqualTo(Verdict.SILENCED);
    known = new Knowledge(Controls.NONE.with(silence("service=a,b")), List.of());
    assertThat(decide(two).verdict()).isEqualTo(Verdict.SILENCED);
    known = new Knowledge(Controls.NONE.with(silence("stack=netra")), List.of());
    assertThat(decide(two).verdict()).isEqualTo(Verdict.SILENCED);
  }

  private static Silence silence(String matchers) {
    return new Silence(
        "s", List.of(matchers), NOW.minusSeconds(1), NOW.plusSeconds(60), "ann", "", null, null);
  }

  private static Incident finding(Incident incident, String detector, String service) {
    return Incidents.with(
        incident,
        body -> {
          JsonNode one = body.withArray("findings").get(0).deepCopy();
          put(one, "detector", detector);
          put(one, "service", service);
          body.withArray("findings").add(one);
        });
  }

  private static void put(JsonNode node, String field, Object value) {
    ((ObjectNode) node).put(field, value.toString());
  }

  private void acknowledge(String incident, int reopened) {
    Acknowledgement hand = new Acknowledgement(incident, "ann", NOW, "on it", reopened);
    known = new Knowledge(Controls.NONE.with(hand), List.of());
  }

  private static PolicyRules escalating(String match) {
    Escalation step = new Escalation(Duration.ofMinutes(15), Set.of("r"), Matchers.parse(match));
    return new PolicyRules(
        Duration.ZERO, Duration.ZERO, Duration.ZERO, true, List.of(), List.of(step), Map.of());
  }

  private static Knowledge labelled(String value) {
    Labels labels = (incident, name) -> name.equals(Silencing.LABEL) ? List.of(value) : List.of();
    return new Knowledge(Controls.NONE, List.of(), labels);
  }

  private static PolicyRules rules(Duration settle, Duration deployment, List<Window> windows) {
    return new PolicyRules(settle, Duration.ZERO, deployment, true, windows, List.of(), Map.of());
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
