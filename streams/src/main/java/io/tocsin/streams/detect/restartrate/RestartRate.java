package io.tocsin.streams.detect.restartrate;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Signals;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often containers of a service died by themselves and were started again, over
 * recreated containers and replicas. A loop that the engine has slowed down to one restart a minute
 * still counts, and so, as a warning, does one restart an hour.
 */
public final class RestartRate implements Detector<EngineEvent> {
  public static final DetectorType<EngineEvent, State> TYPE =
      new DetectorType<>(
              "restart-rate",
              "A service's containers died by themselves and were started again, over and over.",
              Input.of(EngineEvent.class, Source.EVENTS),
              List.of(
                  Parameter.count("restarts", 3, "How many restarts within the window."),
                  Parameter.duration("window", Duration.ofMinutes(10), "The sliding window."),
                  Parameter.severity("severity", Severity.CRITICAL, "Of a fast loop."),
                  Parameter.duration(
                      "slow-window",
                      Duration.ofHours(3),
                      "A restart in each third of this window is a slow loop."),
                  Parameter.severity("slow-severity", Severity.WARNING, "Of a slow loop.")),
              new DetectorType.State<>(State.class, 2),
              RestartRate::new)
          .explained(About.EXPLANATION);

  /** The engine takes a run shorter than this for a failed one, whatever the exit code. */
  private static final Duration SHORT_RUN = Duration.ofSeconds(10);

  /** Longer than the engine ever waits between two attempts. */
  private static final Duration QUIET = Duration.ofMinutes(2);

  private static final Duration ENDED_ON_PURPOSE = Duration.ofSeconds(10);
  private static final int CONTAINERS = 64;
  private static final int RESTARTS = 64;

  private final Tuning<Limits> tuning;
  private final Signals signals;
  private final Recent<String, Instant> running;
  private final Recent<String, Death> dead;
  private final Deque<Restart> restarts;
  private final Alarm alarm;
  private final LoopVerdict loop;
  private Instant resolveAt;
  private Spell spell;

  /** A death that a start may follow. */
  record Death(Instant at, String container, int code, EngineEvent.@Nullable Exit exit) {}

  /** A death with the start that followed it. */
  record Restart(Instant at, Death death) {}

  /** What is kept. */
  public record State(
      Map<String, Signals.Sent> signals,
      Map<String, Instant> running,
      Map<String, Death> dead,
      List<Restart> restarts,
      @Nullable Finding open,
      Instant resolveAt,
      Spell spell,
      @Nullable Map<String, String> overrides) {}

  RestartRate(Watch watch, @Nullable State kept) {
    tuning = new Tuning<>(watch.rule(), Limits::of);
    signals = new Signals(kept == null ? null : kept.signals());
    running = new Recent<>(CONTAINERS, kept == null ? null : kept.running());
    dead = new Recent<>(CONTAINERS, kept == null ? null : kept.dead());
    restarts = new ArrayDeque<>(kept == null ? List.of() : kept.restarts());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    loop = new LoopVerdict(watch.subject().service());
    resolveAt = kept == null ? Instant.MAX : kept.resolveAt();
    spell = kept == null ? Spell.NONE : kept.spell();
    tuning.of(kept == null ? null : kept.overrides());
  }

  @Override
  public void on(EngineEvent event, Consumer<Finding> out) {
    if (event.container() == null || !event.type().equals("container")) {
      return;
    }
    tuning.of(event.traitsOrDefault().overrides());
    switch (event.action()) {
      case "die" -> died(event, event.container());
      case "start" -> started(event, event.container().id(), out);
      case "stop", "destroy" -> ended(event, event.container().id());
      default -> {}
    }
    signals.note(event);
  }

  private void died(EngineEvent event, ContainerRef container) {
    String id = container.id();
    Instant since = running.remove(id);
    if (!signals.diedByItself(event)) {
      ended(event, id);
      return;
    }
    int code = Signals.exitCode(event);
    boolean shortRun = since != null && event.at().isBefore(since.plus(SHORT_RUN));
    // A job may end with 0 and be run again as often as anybody likes.
    boolean restarted = event.traitsOrDefault().restartPolicy().restarts(code);
    if (code != 0 || (shortRun && restarted)) {
      dead.renew(id, new Death(event.at(), container.name(), code, event.exit()));
      resolveAt = alarm.isOpen() ? event.at().plus(quiet()) : Instant.MAX;
    }
  }

  private void started(EngineEvent event, String id, Consumer<Finding> out) {
    running.renew(id, event.at());
    Death death = dead.remove(id);
    if (death == null && !dead.isEmpty() && !event.reconciled()) {
      // A service whose containers are replaced, not restarted, is in the same loop.
      death = dead.remove(dead.keySet().iterator().next());
    }
    if (death != null) {
      restarted(new Restart(event.at(), death), out);
    }
  }

  private void restarted(Restart restart, Consumer<Finding> out) {
    if (restarts.size() == RESTARTS) {
      restarts.removeFirst();
    }
    Instant now = put(restart);
    Limits limits = tuning.current();
    restarts.removeIf(old -> old.at().isBefore(now.minus(limits.longest())));
    List<Restart> fast = loop.fast(restarts, now, limits);
    boolean fires = fast.size() >= limits.restarts();
    if (fires || alarm.isOpen() || loop.isSlow(restarts, now, limits)) {
      if (!alarm.isOpen()) {
        spell = spell.begun(now);
      }
      List<Restart> counted = fires ? fast : List.copyOf(restarts);
      alarm.fire(now, loop.verdict(counted, limits, fires), out);
      resolveAt = now.plus(quiet());
    }
  }

  /** Adds it in its place, for one that was missed is told late; tells the time of the latest. */
  private Instant put(Restart restart) {
    boolean isLate = !restarts.isEmpty() && restarts.getLast().at().isAfter(restart.at());
    restarts.addLast(restart);
    if (isLate) {
      List<Restart> inOrder = new ArrayList<>(restarts);
      inOrder.sort(Comparator.comparing(Restart::at));
      restarts.clear();
      restarts.addAll(inOrder);
    }
    return restarts.getLast().at();
  }

  private void ended(EngineEvent event, String id) {
    running.remove(id);
    dead.remove(id);
    if (alarm.isOpen() && dead.isEmpty() && running.isEmpty()) {
      resolveAt = event.at().plus(ENDED_ON_PURPOSE);
    }
  }

  /** A loop of long runs must not be called over between two of its deaths. */
  private Duration quiet() {
    Finding open = alarm.finding();
    if (open == null || restarts.size() < 2) {
      return spell.quiet(QUIET);
    }
    Duration usual = loop.interval(restarts).multipliedBy(2);
    Duration longest = tuning.current().longest();
    Duration bounded = usual.compareTo(longest) > 0 ? longest : usual;
    return spell.quiet(bounded.compareTo(QUIET) < 0 ? QUIET : bounded);
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    if (!watermark.isBefore(resolveAt)) {
      String because = dead.isEmpty() ? "no further death" : "it was not started again";
      spell = alarm.isOpen() ? spell.over(watermark) : spell;
      alarm.resolve(watermark, because, out);
      resolveAt = Instant.MAX;
      restarts.clear();
      dead.clear();
    }
  }

  @Override
  public Instant wakeAt() {
    return resolveAt;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(
        signals.state(),
        new LinkedHashMap<>(running),
        new LinkedHashMap<>(dead),
        List.copyOf(restarts),
        alarm.finding(),
        resolveAt,
        spell,
        tuning.overrides());
  }
}
