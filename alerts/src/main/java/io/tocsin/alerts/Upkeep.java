package io.tocsin.alerts;

import io.tocsin.alerts.delivery.Condition;
import io.tocsin.alerts.delivery.Courier;
import io.tocsin.alerts.delivery.Rounds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the receivers beside the work: a test at the start, then a round every so often. */
final class Upkeep implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final List<Courier> couriers;
  private final SelfTest test;
  private final Rounds rounds;
  private final InstantSource clock = InstantSource.system();

  Upkeep(List<Courier> couriers, SelfTest test, Rounds rounds) {
    this.couriers = List.copyOf(couriers);
    this.test = test;
    this.rounds = rounds;
  }

  @Override
  public void run() {
    try {
      test.run();
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(EVERY.toMillis());
        makeRound();
      }
    } catch (InterruptedException e) {
      LOG.debug("no more rounds");
    }
  }

  /** What is wrong with which receiver, as far as is known; without secrets. */
  List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    for (Courier courier : couriers) {
      String name = courier.receiver().name();
      Condition condition = courier.condition();
      String untried = test.problems().get(name);
      if (condition.failures() > 0) {
        troubles.add(
            name + " takes nothing since " + condition.since() + ": " + condition.reason());
      } else if (condition.state() == Condition.State.UNTRIED && untried != null) {
        troubles.add(name + " could not be reached at the start: " + untried);
      }
    }
    return troubles;
  }

  private void makeRound() throws InterruptedException {
    try {
      rounds.make(clock.instant());
    } catch (RuntimeException e) {
      LOG.error("a round failed; the next comes", e);
    }
  }
}
