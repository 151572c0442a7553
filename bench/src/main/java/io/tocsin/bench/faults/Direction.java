package io.tocsin.bench.faults;

import io.tocsin.bench.Progress;
import io.tocsin.bench.engine.Agenda;
import io.tocsin.bench.faults.StackPlan.FaultPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Has stack after stack come up, fail and go, some side by side. One pair of hands does it all; a
 * storm of calls keeps its distance from removals by force, which would be told as part of it.
 */
final class Direction {
  /** How long all is well, from the last service's start on. */
  private static final Duration WARM_UP = Duration.ofSeconds(45);

  private static final int JITTER_MILLIS = 20_000;
  private static final Duration START = Duration.ofMillis(1_500);
  private static final Duration APART = Duration.ofSeconds(45);
  private static final Duration BREATH = Duration.ofSeconds(2);

  private final Deque<StackPlan> waiting;
  private final String mark;
  private final Agenda agenda;
  private final Random random;
  private final Consumer<StackPlan> beforeClearing;
  private final List<Fault> faults = new ArrayList<>();
  private Instant lastStorm = Instant.EPOCH;
  private Instant lastRemoval = Instant.EPOCH;
  private int standing;

  /**
   * @param mark the label of all containers
   * @param seed of the times
   */
  record Cast(List<StackPlan> plans, String mark, int seed) {}

  /**
   * @param beforeClearing called when a stack is about to be taken down
   */
  Direction(Cast cast, Agenda agenda, Consumer<StackPlan> beforeClearing) {
    this.waiting = new ArrayDeque<>(cast.plans());
    this.mark = cast.mark();
    this.agenda = agenda;
    this.random = new Random(cast.seed());
    this.beforeClearing = beforeClearing;
  }

  /** Begins with so many stacks; each that goes makes room for the next. */
  void begin(int atOnce) {
    for (int lane = 0; lane < atOnce; lane++) {
      standing++;
      agenda.in(Duration.ofSeconds(25L * lane), "the next stack", this::next);
    }
  }

  boolean isOver() {
    return standing == 0;
  }

  /** What has happened so far. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  private void next() throws IOException, InterruptedException {
    StackPlan plan = waiting.poll();
    if (plan == null) {
      standing--;
      return;
    }
    Stage stage = new Stage(plan, mark);
    Duration start = START.multipliedBy(plan.services().size());
    Duration jitter = Duration.ofMillis(random.nextInt(JITTER_MILLIS));
    Instant first = Instant.now().plus(start).plus(WARM_UP).plus(jitter);
    Duration hold = Duration.ZERO;
    for (FaultPlan fault : plan.faults()) {
      stage.arm(fault, first.plusSeconds(fault.after()));
      hold = longer(hold, fault.kind().hold().plusSeconds(fault.after()));
    }
    try {
      stage.up();
    } catch (IOException e) {
      agenda.in(BREATH, "the next stack", this::next);
      stage.down();
      throw e;
    }
    Progress.say("  up: " + plan.name());
    for (FaultPlan fault : plan.faults()) {
      Instant at = first.plusSeconds(fault.after());
      agenda.at(at, "strike " + plan.name(), () -> strike(stage, fault, at));
    }
    agenda.at(first.plus(hold), "clear " + plan.name(), () -> clear(stage));
  }

  private void strike(Stage stage, FaultPlan fault, Instant planned)
      throws IOException, InterruptedException {
    Instant free = lastOther(fault.kind()).plus(APART);
    if (Instant.now().isBefore(free)) {
      agenda.at(free, "strike " + stage.plan().name(), () -> strike(stage, fault, planned));
      return;
    }
    Instant at = fault.kind().comesFromWithin() ? whole(planned) : Instant.now();
    Fault happened = new Fault(stage.plan(), fault, at, Instant.MAX);
    faults.add(happened);
    Progress.say("FAULT " + happened.label() + " at " + at);
    if (!fault.kind().comesFromWithin()) {
      fault.kind().strike(stage, fault.cause());
    }
    if (fault.kind() == Kind.API_STORM) {
      lastStorm = Instant.now();
    } else if (fault.kind() == Kind.FORCE_REMOVAL) {
      lastRemoval = Instant.now();
    }
  }

  private Instant lastOther(Kind kind) {
    return switch (kind) {
      case API_STORM -> lastRemoval;
      case FORCE_REMOVAL -> lastStorm;
      default -> Instant.EPOCH;
    };
  }

  /** Services look at whole seconds. */
  private static Instant whole(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond());
  }

  private void clear(Stage stage) throws IOException, InterruptedException {
    Instant due = latest(stage.plan());
    if (Instant.now().isBefore(due)) {
      agenda.at(due, "clear " + stage.plan().name(), () -> clear(stage));
      return;
    }
    beforeClearing.accept(stage.plan());
    Instant now = Instant.now();
    faults.replaceAll(
        fault ->
            fault.stack().equals(stage.plan())
                ? new Fault(fault.stack(), fault.plan(), fault.at(), now)
                : fault);
    agenda.in(BREATH, "the next stack", this::next);
    stage.down();
    Progress.say("  down: " + stage.plan().name());
  }

  /** When each of its faults has lasted long enough; a strike may have been put off. */
  private Instant latest(StackPlan plan) {
    List<Fault> own = faults.stream().filter(fault -> fault.stack().equals(plan)).toList();
    if (own.size() < plan.faults().size()) {
      return Instant.now().plus(BREATH);
    }
    return own.stream()
        .map(fault -> fault.at().plus(fault.plan().kind().hold()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
