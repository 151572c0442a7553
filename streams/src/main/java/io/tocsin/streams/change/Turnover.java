package io.tocsin.streams.change;

import io.tocsin.streams.change.Face.Difference;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a deployment did to one service. */
final class Turnover {
  private final List<Slot> slots;
  private final Instant start;
  private final Instant end;

  /**
   * @param slots the service's
   */
  Turnover(List<Slot> slots, Instant start, Instant end) {
    this.slots = slots;
    this.start = start;
    this.end = end;
  }

  /**
   * @param at when its last container had its turn
   */
  List<Incident.Change> changes(Instant at) {
    List<Incident.Change> changes = new ArrayList<>();
    long before = slots.stream().filter(slot -> slot.isTaken(start.minusNanos(1))).count();
    long after = slots.stream().filter(slot -> slot.isTaken(end)).count();
    if (after > 0) {
      for (Slot slot : slots) {
        changes.addAll(differences(slot));
      }
    }
    List<Incident.Change> told = new ArrayList<>(Same.together(changes));
    whole(before, after, told.isEmpty()).forEach(d -> told.add(0, change(at, d, onlyName())));
    return told;
  }

  private List<Incident.Change> differences(Slot slot) {
    Life old = slot.before(start);
    Life now = slot.before(end.plusNanos(1));
    if (old == null || now == null || now == old) {
      return List.of();
    }
    return old.at(start).until(now.first()).stream()
        .map(found -> change(now.createdAt(), found, now.name()))
        .toList();
  }

  /** What happened to the service as a whole. */
  private List<Difference> whole(long before, long after, boolean alike) {
    boolean isNew = slots.stream().allMatch(slot -> slot.before(start) == null);
    if (after == 0) {
      return before == 0 ? List.of() : List.of(new Difference("removed", image(start), null));
    }
    if (isNew) {
      return List.of(new Difference("created", null, image(end)));
    }
    if (before > 0 && before != after) {
      return List.of(new Difference("scale", Long.toString(before), Long.toString(after)));
    }
    return alike && isMadeAnew()
        ? List.of(new Difference("recreated", null, image(end)))
        : List.of();
  }

  private boolean isMadeAnew() {
    return slots.stream()
        .map(slot -> slot.before(end.plusNanos(1)))
        .anyMatch(life -> life != null && !life.createdAt().isBefore(start));
  }

  private @Nullable String image(Instant moment) {
    for (Slot slot : slots) {
      Life life = slot.before(moment.plusNanos(1));
      if (life != null) {
        return life.first().value(Facet.IMAGE);
      }
    }
    return null;
  }

  private @Nullable String onlyName() {
    List<Life> lives = slots.size() == 1 ? slots.get(0).lives() : List.of();
    return lives.isEmpty() ? null : lives.get(lives.size() - 1).name();
  }

  private Incident.Change change(Instant at, Difference found, @Nullable String container) {
    return new Incident.Change(
        at, slots.get(0).service(), found.what(), found.from(), found.to(), container, start);
  }
}
