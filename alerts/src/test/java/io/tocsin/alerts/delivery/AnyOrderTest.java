package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.delivery.World.Death;
import io.tocsin.alerts.delivery.World.Heard;
import io.tocsin.alerts.policy.Controls;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Escalation;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.policy.Matchers;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.alerts.policy.Route;
import io.tocsin.alerts.policy.Times;
import io.tocsin.alerts.policy.Window;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Silence;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes in whatever order (incidents that grow, end, begin again and inhibit each other,
 * silences, acknowledgements, escalation, windows, restarts, deaths, receivers that fail, a clock
 * that jumps, a rate that makes digests): what a receiver was told of ends for it too, nothing is
 * told twice, nothing that is silenced begins, and nothing that is acknowledged is escalated.
 */
@Tag("once")
class AnyOrderTest {
  private static final int STEPS = 120;
  private static final List<String> MATCHERS =
      List.of("stack=netra", "severity=warning", "service=s1", "incident=i2", "host=nowhere");

  private World world = new World(0);
  private Random random = new Random(0);
  private World.Life life = world.start();
  private int windows;
  private boolean isLast;
  private final Map<String, Integer> revisions = new HashMap<>();

  static Stream<Long> seeds() {
    return IntStream.range(0, 300).mapToObj(Long::valueOf);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void leavesNothingOpenAndTellsNothingTwice(long seed) throws InterruptedException {
    random = new Random(seed);
    world = new World(seed);
    world.rules = rules();
    world.answers =
        r ->
            random.nextInt(5) == 0
                ? new Reply.Failed("now and then", Duration.ofSeconds(random.nextInt(90)))
                : new Reply.Accepted();
    life = world.start("a", "b", "chat");

    for (int step = 0; step < STEPS; step++) {
      change();
      int before = world.heard.size();
      live();
      List<Heard> news = world.heard.subList(before, world.heard.size());
      assertNoSilencedBeginning(news);
      assertNothingEscalatesThatSomebodyHasInHand(world.heard.subList(0, before), news);
    }
    endAll();

    assertThat(world.deadLetters).isEmpty();
    assertThat(world.committed).isEqualTo(world.log.size());
    assertThat(repeats()).isLessThanOrEqualTo(windows);
    assertEndsWhereItBegan("a");
    assertEndsWhereItBegan("b");
    assertEndsWhereItBegan("chat");
    assertThat(world.ledger.values()).noneMatch(Delivery::leavesOpen);
  }

  private void change() {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> world.log.add(next("i" + random.nextInt(6)));
      case 4 -> world.now = world.now.plusSeconds(random.nextInt(3_600));
      case 5 -> world.now = world.now.minusSeconds(random.nextInt(1_800));
      case 6 -> silence();
      case 7 -> endASilence();
      case 8 -> world.now = world.now.plusSeconds(random.nextInt(30));
      case 9, 10 -> acknowledge("i" + random.nextInt(6));
      default -> die();
    }
    know();
  }

  /** The next revision of an incident: it grows, changes its severity, ends, or begins again. */
  private Incident next(String id) {
    int revision = revisions.merge(id, 1, Integer::sum);
    int kind = id.charAt(1) - '0';
    Severity severity = random.nextBoolean() ? Severity.WARNING : Severity.CRITICAL;
    Incident open =
        Incidents.with(
            Incidents.open(id, revision, severity),
            body -> {
              String detector = kind == 5 ? "collector-silent" : "exited";
              body.withObject("/cause").put("detector", detector).put("service", "s" + kind / 2);
              ((ObjectNode) body.withArray("findings").get(0)).put("service", "s" + kind / 2);
              body.put("detectedAt", world.now.toString()).put("updatedAt", world.now.toString());
            });
    return revision > 1 && random.nextInt(3) == 0 ? over(open) : open;
  }

  private Incident over(Incident open) {
    return Incidents.with(
        open, body -> body.put("state", "resolved").put("resolvedAt", world.now.toString()));
  }

  private void silence() {
    Silence silence =
        new Silence(
            "s" + random.nextInt(3),
            List.of(MATCHERS.get(random.nextInt(MATCHERS.size()))),
            world.now.minusSeconds(random.nextInt(60)),
            world.now.plusSeconds(random.nextInt(7_200)),
            "ann",
            "",
            null,
            null);
    set(world.knowledge.controls().with(silence));
  }

  private void acknowledge(String incident) {
    Acknowledgement hand = new Acknowledgement(incident, "ann", world.now, "", 0);
    Controls controls = world.knowledge.controls();
    boolean isTakenBack = controls.acknowledgements().containsKey(incident);
    set(isTakenBack ? controls.without(hand.key()) : controls.with(hand));
  }

  private void endASilence() {
    Silence silence = world.knowledge.controls().silences().get("s" + random.nextInt(3));
    if (silence != null) {
      set(world.knowledge.controls().with(silence.ended(world.now, "bob")));
    }
  }

  private void set(Controls controls) {
    world.knowledge = new Knowledge(controls, world.knowledge.open());
    life.reconsider();
  }

  /** What is open is known a little sooner or later, as another partition's would be. */
  private void know() {
    if (random.nextInt(4) > 0) {
      List<Incident> open = last().values().stream().filter(Incident::isOpen).toList();
      world.knowledge = new Knowledge(world.knowledge.controls(), open);
    }
  }

  private Map<String, Incident> last() {
    Map<String, Incident> last = new LinkedHashMap<>();
    world.log.forEach(incident -> last.put(incident.id(), incident));
    return last;
  }

  private void die() {
    if (random.nextBoolean()) {
      world.actsLeft = random.nextInt(6);
    } else {
      life = world.start("a", "b", "chat");
    }
  }

  private void live() throws InterruptedException {
    try {
      life.read();
      life.deliver();
    } catch (Death e) {
      windows += alone().anyMatch(heard -> !isInLedger(heard)) ? 1 : 0;
      world.actsLeft = Integer.MAX_VALUE;
      life = world.start("a", "b", "chat");
    }
  }

  private boolean isInLedger(Heard heard) {
    Delivery entry = world.ledger.get(Delivery.key(heard.receiver(), heard.id()));
    return entry != null && entry.told() >= heard.revision();
  }

  private void endAll() throws InterruptedException {
    world.actsLeft = Integer.MAX_VALUE;
    life = world.start("a", "b", "chat");
    last().values().stream().filter(Incident::isOpen).forEach(open -> world.log.add(end(open)));
    know();
    world.knowledge = new Knowledge(world.knowledge.controls(), List.of());
    world.now = world.now.plus(Duration.ofHours(20));
    life.reconsider();
    life.finish();
    for (int hour = 0; hour < 30; hour++) {
      world.now = world.now.plus(Duration.ofHours(1));
      life.finish();
    }
  }

  private Incident end(Incident open) {
    int revision = revisions.merge(open.id(), 1, Integer::sum);
    return over(Incidents.with(open, body -> body.put("revision", revision)));
  }

  private long repeats() {
    return alone().count() - alone().distinct().count();
  }

  /** What was told of one incident, and not of all that had been too much. */
  private Stream<Heard> alone() {
    return world.heard.stream().filter(AnyOrderTest::isAlone);
  }

  private static boolean isAlone(Heard heard) {
    return !heard.id().startsWith("digest-");
  }

  private void assertEndsWhereItBegan(String receiver) {
    Map<String, Heard> last = new HashMap<>();
    for (Heard heard : world.heard) {
      if (heard.receiver().equals(receiver) && isAlone(heard)) {
        Heard before = last.put(heard.id(), heard);
        assertThat(before == null ? 0 : before.revision()).isLessThanOrEqualTo(heard.revision());
      }
    }
    assertThat(last.values()).allSatisfy(heard -> assertThat(heard.what()).endsWith("resolved"));
  }

  private void assertNoSilencedBeginning(List<Heard> news) {
    for (Heard heard : news.stream().filter(AnyOrderTest::isAlone).toList()) {
      Incident told =
          world.log.stream()
              .filter(i -> i.id().equals(heard.id()) && i.revision() == heard.revision())
              .findFirst()
              .orElseThrow();
      assertThat(world.knowledge.controls().silences().values())
          .noneMatch(
              silence ->
                  told.isOpen()
                      && silence.isInForce(world.now)
                      && Matchers.parse(String.join(" ", silence.matchers()))
                          .fit(told, world.knowledge.labels()));
    }
  }

  /**
   * Those who are told last hear of no beginning that is acknowledged. After a death between a post
   * and its entry nobody knows that they have heard an end.
   */
  private void assertNothingEscalatesThatSomebodyHasInHand(List<Heard> before, List<Heard> news) {
    for (Heard heard : news) {
      boolean isBeginning =
          before.stream()
              .filter(h -> h.receiver().equals(heard.receiver()) && h.id().equals(heard.id()))
              .reduce((first, second) -> second)
              .map(last -> last.what().endsWith("resolved"))
              .orElse(true);
      boolean isOpen = heard.what().endsWith("open");
      if (isLast && windows == 0 && heard.receiver().equals("b") && isBeginning && isOpen) {
        assertThat(world.knowledge.controls().acknowledgements()).doesNotContainKey(heard.id());
      }
    }
  }

  private PolicyRules rules() {
    Times lunch =
        new Times.Weekly(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(random.nextInt(24), 0),
            LocalTime.of(random.nextInt(24), 30),
            ZoneId.of("Europe/Berlin"));
    Times works =
        new Times.Once(world.now.plusSeconds(random.nextInt(3_600)), world.now.plusSeconds(9_000));
    Matchers warnings = Matchers.parse("severity=warning");
    isLast = random.nextBoolean();
    Route criticals = new Route(List.of(Matchers.parse("severity=critical")), List.of());
    return new PolicyRules(
        Duration.ofSeconds(random.nextInt(3) * 20L),
        Duration.ofSeconds(random.nextInt(2) * 10L),
        Duration.ZERO,
        random.nextBoolean(),
        List.of(
            new Window("lunch", Window.Kind.MUTE, lunch, warnings, Set.of("a")),
            new Window("works", Window.Kind.MAINTENANCE, works, Matchers.ANY, Set.of())),
        isLast
            ? List.of(new Escalation(Duration.ofMinutes(10), Set.of("b"), Matchers.ANY))
            : List.of(),
        random.nextBoolean() ? Map.of("b", criticals) : Map.of());
  }
}
