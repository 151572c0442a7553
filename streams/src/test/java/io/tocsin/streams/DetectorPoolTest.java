package io.tocsin.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectorPoolTest {
  private final List<Finding> found = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final Map<String, byte[]> store = new HashMap<>();

  @Test
  void comesBackFromItsSnapshots() {
    Events dead = Events.of("job").start().at(5).die(3);
    DetectorPool before = pool(RuleBook.standard());
    feed(before, dead.list());
    before.write(store::put, store::remove);

    DetectorPool after = pool(RuleBook.standard());
    store.forEach(after::restore);
    after.advance("host1", Events.T0.plusSeconds(16), found::add);

    assertThat(found).extracting(Finding::detector).containsExactly("exited");
  }

  @Test
  void endsWhatARuleLeftFiringThatIsGone() {
    DetectorPool before = pool(RuleBook.standard());
    feed(before, Events.of("db").action("oom").list());
    before.write(store::put, store::remove);

    DetectorPool after = pool(RuleBook.read(Map.of("oom-kill", false)).book());
    store.forEach(after::restore);
    after.advance("host1", Events.T0.plusSeconds(1), found::add);
    after.write(store::put, store::remove);

    assertThat(found).extracting(Finding::state).endsWith(Finding.State.RESOLVED);
    assertThat(store).doesNotContainKey("host1/shop/db/oom-kill");
  }

  @Test
  void forgetsSubjectsThatAreGone() {
    DetectorPool pool = pool(RuleBook.standard());
    feed(pool, Events.of("job").start().at(5).die(3).list());
    pool.write(store::put, store::remove);
    assertThat(store).isNotEmpty();

    for (int day = 1; day <= 8; day++) {
      pool.advance("host1", Events.T0.plus(Duration.ofDays(day)), found::add);
    }
    pool.write(store::put, store::remove);

    assertThat(pool.size()).isZero();
    assertThat(store).isEmpty();
    assertThat(found).extracting(Finding::state).endsWith(Finding.State.RESOLVED);
  }

  @Test
  void watchesAServiceForHoursWithoutGrowing() {
    DetectorPool pool = pool(RuleBook.standard());
    feed(pool, Events.of("web").start().list());
    pool.write(store::put, store::remove);
    int timers = pool.timers();

    for (int minute = 1; minute <= 600; minute++) {
      feed(pool, Events.of("web").at(60 * minute).action("exec_create").list());
      feed(pool, Events.of("web").at(60 * minute + 1).health("unhealthy", "no route").list());
      feed(pool, Events.of("web").at(60 * minute + 20).health("healthy", "").list());
      pool.advance("host1", Events.T0.plusSeconds(60 * minute + 30), found::add);
      pool.write(store::put, store::remove);
    }

    assertThat(pool.timers()).isEqualTo(timers);
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void forgetsJobsThatWereRemovedWithinTheHour() {
    DetectorPool pool = pool(RuleBook.standard());
    for (int job = 0; job < 100; job++) {
      feed(pool, Events.outsideStacks("job" + job).start().at(5).die(3).list());
      pool.write(store::put, store::remove);
    }
    assertThat(pool.size()).isEqualTo(100);

    pool.advance("host1", Events.T0.plusSeconds(3_700), found::add);
    pool.advance("host1", Events.T0.plusSeconds(3_701), found::add);
    pool.write(store::put, store::remove);

    assertThat(pool.size()).isZero();
    assertThat(store).isEmpty();
  }

  @Test
  void heedsALabelThatSwitchesARuleOff() {
    DetectorPool pool = pool(RuleBook.standard());

    feed(pool, Events.of("db").label("oom-kill.enabled", "false").action("oom").list());

    assertThat(found).isEmpty();
  }

  @Test
  void heartbeatsCostNothingWhereNothingIsDue() {
    DetectorPool pool = pool(RuleBook.standard());
    for (int i = 0; i < 10_000; i++) {
      feed(pool, Events.of("service" + i).start().list());
    }
    pool.write(store::put, store::remove);
    store.clear();

    for (int second = 1; second <= 3_600; second++) {
      pool.advance("host1", Events.T0.plusSeconds(second), found::add);
    }
    pool.write(store::put, store::remove);

    assertThat(store).isEmpty();
  }

  @Test
  void keepsWhatItKnowsWhenAParameterChanges() {
    DetectorPool pool = pool(RuleBook.standard());
    Events loop = Events.of("web").policy("always", 0).start();
    loop.at(5).crash(3, 0.1).at(10).crash(3, 0.1);
    feed(pool, loop.list());
    RuleBook milder =
        RuleBook.read(Map.of("restart-rate", Map.of("severity", "warning", "restarts", 3))).book();

    pool.change(milder.of(Source.EVENTS), Events.T0.plusSeconds(12), found::add);
    feed(pool, Events.of("web").policy("always", 0).at(15).crash(3, 0.1).list());

    assertThat(found)
        .extracting(Finding::detector, Finding::severity)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("restart-rate", Severity.WARNING));
  }

  @Test
  void endsAndBeginsWithRulesThatComeAndGo() {
    DetectorPool pool = pool(RuleBook.standard());
    feed(pool, Events.of("db").action("oom").list());
    RuleBook without = RuleBook.read(Map.of("oom-kill", false)).book();

    pool.change(without.of(Source.EVENTS), Events.T0.plusSeconds(1), found::add);
    feed(pool, Events.of("db").at(2).action("oom").list());
    pool.change(RuleBook.standard().of(Source.EVENTS), Events.T0.plusSeconds(3), found::add);
    feed(pool, Events.of("db").at(4).action("oom").list());

    assertThat(found)
        .extracting(Finding::state)
        .containsExactly(Finding.State.FIRING, Finding.State.RESOLVED, Finding.State.FIRING);
  }

  private DetectorPool pool(RuleBook rules) {
    return new DetectorPool(
        Source.EVENTS, rules.of(Source.EVENTS), (rule, record, e) -> failed.add(name(rule)));
  }

  private static String name(Rule rule) {
    return rule.name();
  }

  private void feed(DetectorPool pool, List<EngineEvent> events) {
    events.forEach(event -> pool.on(event, found::add));
  }
}
