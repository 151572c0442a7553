package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Decision;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * What waits for one receiver: at most one revision an incident, the newest, in the order in which
 * the incidents came. Bounded: when it overflows, what has waited longest falls out.
 */
final class Outbox {
  private final int capacity;
  private final Map<String, Parcel> waiting = new LinkedHashMap<>();
  private Instant pausedUntil = Instant.MIN;
  private long situation;
  private boolean isShut;
  private final Semaphore bell = new Semaphore(0);

  Outbox(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a parcel in, supersedes what is older, and returns what falls out for want of room. */
  synchronized Optional<Parcel> put(Parcel parcel) {
    Parcel older = waiting.get(parcel.incident().id());
    if (older == null) {
      waiting.put(parcel.incident().id(), parcel);
    } else {
      replace(older, parcel);
    }
    wake();
    return waiting.size() > capacity ? Optional.of(removeOldest()) : Optional.empty();
  }

  /** Takes a parcel back that could not be delivered; a newer one that came meanwhile stays. */
  synchronized void putBack(Parcel parcel) {
    Parcel newer = waiting.get(parcel.incident().id());
    waiting.put(parcel.incident().id(), newer == null ? parcel : newer.inPlaceOf(parcel));
    if (newer != null) {
      parcel.receipt().settled();
    }
    wake();
  }

  /**
   * Keeps a parcel that the policy holds back.
   *
   * @param asked when and in which {@link #situation()} it decided
   */
  synchronized void hold(Parcel parcel, Decision decision, Asked asked) {
    Instant until = asked.situation() == situation ? decision.until() : asked.at();
    putBack(parcel.heldUntil(until, asked.at()));
  }

  /** Counts the changes of what the policy stands on. */
  synchronized long situation() {
    return situation;
  }

  /**
   * What is held back is to be asked again, for something that the policy stands on has changed.
   */
  synchronized void reconsider() {
    situation++;
    waiting.replaceAll((id, parcel) -> parcel.isHeld() ? parcel.dueAt(Instant.MIN) : parcel);
    wake();
  }

  /** What has failed before is due within so long, each at a moment of its own. */
  synchronized void hasten(Instant now, Duration within, DoubleSupplier random) {
    waiting.replaceAll(
        (id, parcel) -> {
          Instant due = now.plusNanos((long) (within.toNanos() * random.getAsDouble()));
          boolean isLate = parcel.failures() > 0 && parcel.notBefore().isAfter(due);
          return isLate && !parcel.isHeld() ? parcel.dueAt(due) : parcel;
        });
  }

  /** Takes out those of these incidents that are held back. */
  synchronized List<Parcel> takeHeld(List<String> incidents) {
    List<Parcel> taken = new ArrayList<>();
    for (String incident : incidents) {
      Parcel parcel = waiting.get(incident);
      if (parcel != null && parcel.isHeld()) {
        taken.add(parcel);
        waiting.remove(incident);
      }
    }
    return taken;
  }

  /** Whether a person has asked for what waits of an incident. */
  synchronized boolean isAskedFor(Incident incident) {
    Parcel parcel = waiting.get(incident.id());
    return parcel != null && parcel.isAskedFor();
  }

  /** Takes out what waits of an incident, if it is no newer than this. */
  synchronized void drop(Incident incident) {
    Parcel older = waiting.get(incident.id());
    if (older != null && older.incident().revision() <= incident.revision()) {
      waiting.remove(incident.id());
      older.receipt().settled();
    }
  }

  /** The first parcel that is due, which is taken out. */
  synchronized Optional<Parcel> next(Instant now) {
    if (isResting(now)) {
      return Optional.empty();
    }
    Optional<Parcel> due = waiting.values().stream().filter(p -> p.isDue(now)).findFirst();
    due.ifPresent(parcel -> waiting.remove(parcel.incident().id()));
    return due;
  }

  /** Nothing is due until it is opened. */
  synchronized void shut() {
    isShut = true;
  }

  synchronized void open() {
    isShut = false;
    wake();
  }

  /** Nothing is due before. */
  synchronized void pauseUntil(Instant until) {
    if (until.isAfter(pausedUntil)) {
      pausedUntil = until;
    }
  }

  /** Whether nothing at all is to be posted now. */
  synchronized boolean isResting(Instant now) {
    return isShut || pausedUntil.isAfter(now);
  }

  /** When something can be posted that is due then. */
  synchronized Instant after(Instant due) {
    return isShut ? Instant.MAX : due.isAfter(pausedUntil) ? due : pausedUntil;
  }

  /** When something is due; {@link Instant#MAX} if nothing waits. */
  synchronized Instant due() {
    return after(
        waiting.values().stream()
            .map(Parcel::notBefore)
            .min(Instant::compareTo)
            .orElse(Instant.MAX));
  }

  /** Waits until something has come, or the time has passed. */
  void awaitChange(Duration longest) throws InterruptedException {
    bell.tryAcquire(Math.max(0, longest.toMillis() + 1), TimeUnit.MILLISECONDS);
    bell.drainPermits();
  }

  void wake() {
    bell.release();
  }

  /** How many wait to be told. */
  synchronized int size() {
    return waiting.size() - held();
  }

  /** How many are held back. */
  synchronized int held() {
    return (int) waiting.values().stream().filter(Parcel::isHeld).count();
  }

  /** When the policy was asked, and in which situation. */
  record Asked(Instant at, long situation) {}

  private void replace(Parcel older, Parcel parcel) {
    if (parcel.incident().revision() < older.incident().revision()) {
      parcel.receipt().settled();
      return;
    }
    waiting.put(parcel.incident().id(), parcel.inPlaceOf(older));
    older.receipt().settled();
  }

  private Parcel removeOldest() {
    Iterator<Parcel> oldest = waiting.values().iterator();
    Parcel parcel = oldest.next();
    oldest.remove();
    return parcel;
  }
}
