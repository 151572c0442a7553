package io.tocsin.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.engine.Telling;
import io.tocsin.bench.faults.StackPlan.FaultPlan;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final FaultPlan PAUSE = new FaultPlan(Kind.PAUSE, "db", List.of("api", "web"), 0);
  private static final FaultPlan OTHER = new FaultPlan(Kind.REFUSE, "mq", List.of("worker"), 20);

  @Test
  void countsACauseThatIsToldOnceWithAllThatItHits() {
    Outcome outcome = outcomes(PAUSE, incident("a", 12, "db", "db", "api", "web")).get(0);

    assertThat(outcome.isFirst()).isTrue();
    assertThat(outcome.isComplete()).isTrue();
    assertThat(outcome.delay()).isEqualTo(Duration.ofSeconds(12));
    assertThat(outcome.incidents()).hasSize(1);
  }

  @Test
  void saysWhoIsMissingAndWhoIsNamedInVain() {
    Outcome outcome = outcomes(PAUSE, incident("a", 12, "api", "api", "db", "worker")).get(0);

    assertThat(outcome.isFirst()).isFalse();
    assertThat(outcome.isAmongThree()).isTrue();
    assertThat(outcome.missing()).containsExactly("web");
    assertThat(outcome.surplus()).containsExactly("worker");
  }

  @Test
  void countsASecondIncidentUnlessItBecamePartOfTheFirst() {
    List<Incident> two = List.of(incident("a", 12, "api", "api"), incident("b", 14, "web", "web"));

    Outcome apart = judge(List.of(fault(PAUSE)), two, Map.of()).outcomes().get(0);
    Outcome merged = judge(List.of(fault(PAUSE)), two, Map.of("b", "a")).outcomes().get(0);

    assertThat(apart.incidents()).hasSize(2);
    assertThat(merged.incidents()).hasSize(1);
    assertThat(merged.merged()).isEqualTo(1);
  }

  @Test
  void takesWhatComesBeforeTheFaultForAFalseIncident() {
    Judge judge = judge(List.of(fault(PAUSE)), List.of(incident("a", -30, "db", "db")), Map.of());

    assertThat(judge.strays()).hasSize(1);
    assertThat(judge.outcomes().get(0).isTold()).isFalse();
  }

  @Test
  void putsAnIncidentDownToTheFaultWhoseServicesItNames() {
    List<Incident> both =
        List.of(incident("a", 12, "db", "db", "api"), incident("b", 30, "mq", "mq", "worker"));

    Judge judge = judge(List.of(fault(PAUSE), fault(OTHER)), both, Map.of());

    assertThat(judge.outcomes()).allMatch(Outcome::isFirst);
    assertThat(judge.outcomes()).allMatch(outcome -> outcome.incidents().size() == 1);
  }

  @Test
  void takesAnIncidentThatCameBackForTheFaultThatBroughtItBack() {
    FaultPlan again = new FaultPlan(Kind.PAUSE, "db", List.of("api", "web"), 300);
    Incident open = incident("a", 12, "db", "db", "api", "web");
    Incident over = incident(Incident.State.RESOLVED, "a", 12, "db", "db", "api", "web");
    List<Telling> posts =
        List.of(telling(12, open), telling(100, over), telling(310, open), telling(400, over));

    Judge judge =
        new Judge(List.of(fault(PAUSE), fault(again)), new Judge.Heard(posts, Map.of(), Map.of()));

    assertThat(judge.strays()).isEmpty();
    assertThat(judge.outcomes()).allMatch(outcome -> outcome.incidents().size() == 1);
    assertThat(judge.outcomes().get(1).delay()).isEqualTo(Duration.ofSeconds(10));
  }

  private static Telling telling(int seconds, Incident incident) {
    return new Telling(NOON.plusSeconds(seconds), true, incident);
  }

  private static List<Outcome> outcomes(FaultPlan plan, Incident incident) {
    return judge(List.of(fault(plan)), List.of(incident), Map.of()).outcomes();
  }

  private static Judge judge(
      List<Fault> faults, List<Incident> incidents, Map<String, String> merged) {
    List<Telling> posts =
        incidents.stream().map(each -> new Telling(each.detectedAt(), true, each)).toList();
    return new Judge(faults, new Judge.Heard(posts, Map.of(), merged));
  }

  private static Fault fault(FaultPlan plan) {
    Map<String, ServicePlan> services = new LinkedHashMap<>();
    services.put("db", service());
    services.put("mq", service());
    services.put("api", service("db"));
    services.put("web", service("api"));
    services.put("worker", service("mq"));
    StackPlan stack = new StackPlan("shop", "shop", List.of("all"), List.of(plan), services);
    Instant at = NOON.plusSeconds(plan.after());
    return new Fault(stack, plan, at, at.plusSeconds(80));
  }

  private static ServicePlan service(String... needs) {
    return new ServicePlan("plain", List.of(needs), List.of(), null, false, 0, "no");
  }

  private static Incident incident(String id, int seconds, String cause, String... services) {
    return incident(Incident.State.OPEN, id, seconds, cause, services);
  }

  private static Incident incident(
      Incident.State state, String id, int seconds, String cause, String... services) {
    Instant at = NOON.plusSeconds(seconds);
    return new Incident(
        Incident.SCHEMA,
        id,
        1,
        state,
        Severity.CRITICAL,
        "title",
        "host",
        "shop",
        at,
        at,
        at,
        null,
        new Incident.Cause(cause, "", "unhealthy", "", 0.9),
        List.of(services).stream().map(each -> new Incident.Candidate(each, 0.5)).toList(),
        List.of(),
        List.of(services),
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
