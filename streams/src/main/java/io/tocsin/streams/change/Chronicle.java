package io.tocsin.streams.change;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened to the containers of one stack up to a moment, put together to what people did. */
final class Chronicle {
  /** What one command does comes in one go; healthy dependencies are waited for a little longer. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final String stack;
  private final List<Slot> slots;
  private final Instant until;

  /**
   * @param slots of this stack
   * @param until nothing later counts
   */
  Chronicle(String stack, List<Slot> slots, Instant until) {
    this.stack = stack;
    this.slots = slots;
    this.until = until;
  }

  /** A container was made or removed. */
  private record Turn(Instant at, boolean isCreation, Slot slot, Life life) {
    String service() {
      return slot.service();
    }

    /** One command makes no container twice, and none that it removes. */
    boolean undoes(Turn earlier) {
      return earlier.isCreation()
          && (isCreation ? slot.equals(earlier.slot()) : life.equals(earlier.life()));
    }
  }

  /** All deployments since a moment, oldest first. */
  List<Deployment> deployments(Instant since) {
    List<Deployment> deployments = new ArrayList<>();
    List<Turn> group = new ArrayList<>();
    for (Turn turn : turns()) {
      if (!group.isEmpty() && !goesOn(group, turn)) {
        deployments.add(deployment(group));
        group.clear();
      }
      group.add(turn);
    }
    if (!group.isEmpty()) {
      deployments.add(deployment(group));
    }
    return deployments.stream()
        .filter(each -> !each.changes().isEmpty() && !each.until().isBefore(since))
        .toList();
  }

  private static boolean goesOn(List<Turn> group, Turn turn) {
    Instant last = group.get(group.size() - 1).at();
    return group.stream().noneMatch(turn::undoes)
        && !turn.at().isAfter(last.plus(PAUSE))
        && !turn.at().isAfter(group.get(0).at().plus(LONGEST));
  }

  private List<Turn> turns() {
    List<Turn> turns = new ArrayList<>();
    for (Slot slot : slots) {
      for (Life life : slot.lives()) {
        turns.add(new Turn(life.createdAt(), true, slot, life));
        Instant end = life.removedAt();
        if (end != null) {
          turns.add(new Turn(end, false, slot, life));
        }
      }
    }
    turns.removeIf(turn -> turn.at().isAfter(until));
    turns.sort(Comparator.comparing(Turn::at).thenComparing(Turn::service));
    return turns;
  }

  private Deployment deployment(List<Turn> group) {
    Instant start = group.get(0).at();
    Instant end = group.get(group.size() - 1).at();
    Map<String, Instant> services = new LinkedHashMap<>();
    group.forEach(turn -> services.put(turn.service(), turn.at()));
    List<Incident.Change> changes = new ArrayList<>();
    services.forEach(
        (service, at) -> changes.addAll(new Turnover(of(service), start, end).changes(at)));
    return new Deployment(stack, start, end, changes);
  }

  private List<Slot> of(String service) {
    return slots.stream().filter(slot -> slot.service().equals(service)).toList();
  }

  /** What was changed in containers that lived on, as {@code docker update} does; oldest first. */
  List<Incident.Change> updates(Instant since) {
    List<Incident.Change> updates = new ArrayList<>();
    for (Slot slot : slots) {
      slot.lives().forEach(life -> updates.addAll(updates(slot, life)));
    }
    updates.removeIf(change -> change.at().isBefore(since) || change.at().isAfter(until));
    return Same.together(updates);
  }

  private static List<Incident.Change> updates(Slot slot, Life life) {
    List<Incident.Change> changes = new ArrayList<>();
    for (int i = 1; i < life.versions().size(); i++) {
      Life.Version now = life.versions().get(i);
      life.versions().get(i - 1).face().until(now.face()).stream()
          .map(
              found ->
                  new Incident.Change(
                      now.at(),
                      slot.service(),
                      found.what(),
                      found.from(),
                      found.to(),
                      life.name(),
                      null))
          .forEach(changes::add);
    }
    return changes;
  }
}
