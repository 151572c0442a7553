package io.tocsin.collector.events;

import io.tocsin.collector.events.MissedEvents.Missed;
import io.tocsin.collector.inventory.Inspection.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Deaths and starts of which the engine tells no more than the number, with the times that they
 * must have had. Pure.
 *
 * <p>The engine waits 100 ms before the first restart, twice as long before each next one, up to a
 * minute, and begins anew after a run of ten seconds (moby, restartmanager). So the last wait, or
 * the last run, tells how the ones before went, back to where the engine began anew; older ones are
 * spread evenly over the time that is left.
 */
final class MissedRestarts {
  /** More would say nothing more; the oldest are left out. */
  private static final int MOST = 200;

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final int LONGEST_STEP = 9; // 51.2 s, the next is cut
  private static final Duration LONG_RUN = Duration.ofSeconds(10);

  /** How long a run is taken to be of which is known only that it was short. */
  private static final Duration SHORT_RUN = Duration.ofSeconds(1);

  private final Instant lost;
  private final Duration run;

  /** That of the last death, as far as it is known: a loop ends in the same way each time. */
  private final int code;

  private final Deque<Missed> events = new ArrayDeque<>();

  /** Before which all that is still to be found lies. */
  private Instant end;

  /** Whether {@link #end} is a death, so that a start lies before it. */
  private boolean endIsDeath;

  /** The number of the engine's wait, from 0; less before it began anew: nothing is known then. */
  private int step;

  private MissedRestarts(RunState seen, Instant started, Instant finished, Instant lost) {
    boolean up = started.isAfter(finished);
    this.lost = lost;
    this.code = up ? -1 : seen.exitCode();
    this.end = up ? finished : started;
    this.endIsDeath = up;
    if (up) {
      run = SHORT_RUN;
      step = stepOf(Duration.between(finished, started), seen.restartCount() - 1) - 1;
    } else {
      run = Duration.between(started, finished);
      int starts = seen.restarting() ? seen.restartCount() - 1 : seen.restartCount();
      step = run.compareTo(LONG_RUN) < 0 ? starts - 1 : -1;
    }
  }

  /**
   * The deaths and starts before the last ones, in their order.
   *
   * @param deaths how many, without the last one
   * @param seen the inspection, which tells the last start and the last death
   * @param lost since when nothing was seen
   */
  static List<Missed> of(int deaths, RunState seen, Instant lost) {
    if (deaths <= 0 || seen.startedAt() == null || seen.finishedAt() == null) {
      return List.of();
    }
    MissedRestarts missed = new MissedRestarts(seen, seen.startedAt(), seen.finishedAt(), lost);
    missed.find(Math.min(deaths, MOST));
    return List.copyOf(missed.events);
  }

  /** Which of the engine's waits it was; of those of a minute, the count tells. */
  private static int stepOf(Duration wait, int most) {
    if (wait.compareTo(LONGEST_WAIT.minusSeconds(5)) > 0) {
      return most;
    }
    double doublings = Math.log((double) wait.toMillis() / FIRST_WAIT.toMillis()) / Math.log(2);
    // the engine takes its time to start, so a wait looks longer than it was
    return Math.min(most, (int) Math.max(0, Math.floor(doublings + 0.1)));
  }

  private void find(int deaths) {
    for (int left = deaths; left > 0; left--) {
      Instant start = endIsDeath ? end.minus(run) : end;
      Instant death = step < 0 ? lost : start.minus(engineWait());
      if (!death.minus(run).isAfter(lost)) {
        spread(left);
        return;
      }
      put(death, start);
      step--;
    }
  }

  private Duration engineWait() {
    return step > LONGEST_STEP ? LONGEST_WAIT : FIRST_WAIT.multipliedBy(1L << step);
  }

  private void put(Instant death, Instant start) {
    if (endIsDeath) {
      events.addFirst(new Missed("start", "", start, -1));
    }
    events.addFirst(new Missed("die", "", death, code));
    end = death;
    endIsDeath = true;
  }

  private void spread(int deaths) {
    Duration apart = Duration.between(lost, end).dividedBy(deaths + 1L);
    List<Instant> times = new ArrayList<>();
    for (int i = deaths; i > 0; i--) {
      times.add(lost.plus(apart.multipliedBy(i)));
    }
    boolean narrow = apart.compareTo(FIRST_WAIT.multipliedBy(2)) < 0;
    Duration wait = narrow ? apart.dividedBy(2) : FIRST_WAIT;
    times.forEach(death -> put(death, death.plus(wait)));
  }
}
