package io.tocsin.streams.change;

import io.tocsin.streams.detect.Recent;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was changed in the stacks of one host. It keeps what each container was made of, and tells
 * the differences when it is asked; so it does not matter in which order the facts of different
 * containers come, and facts that say nothing new change nothing.
 *
 * <p>Changes are kept for six days, of at most 1,000 containers and their predecessors.
 */
public final class ChangeLedger {
  /** How long before an incident changes may lie. */
  public static final Duration REACH = Duration.ofDays(3);

  private static final Duration KEPT = REACH.multipliedBy(2);
  private static final int MOST_SLOTS = 1_000;

  private final Recent<String, Slot> slots = new Recent<>(MOST_SLOTS);

  public ChangeLedger(LedgerState.@Nullable State kept) {
    LedgerState.read(kept).forEach(slot -> slots.put(key(slot), slot));
  }

  /** What is to be kept of it. */
  public LedgerState.State state() {
    return LedgerState.write(slots.values());
  }

  private static String key(Slot slot) {
    return String.join("/", slot.stack(), slot.service(), slot.name());
  }

  /** Takes in what is known of a container. One-off jobs change nothing in a stack. */
  public void learn(ContainerFacts facts) {
    if (facts.traits().oneOff()) {
      return;
    }
    Slot slot = new Slot(facts.subject().stack(), facts.subject().service(), Slot.nameOf(facts));
    Slot known = slots.getOrDefault(key(slot), slot);
    slots.renew(key(slot), known);
    known.learn(facts);
    forget(facts.at().minus(KEPT));
  }

  private void forget(Instant horizon) {
    slots.values().forEach(slot -> slot.forget(horizon));
    slots.values().removeIf(slot -> !slot.isTaken(horizon) && slot.lastSeen().isBefore(horizon));
  }

  /** The changes of a stack in the three days before a moment, the nearest first. */
  public List<Incident.Change> before(String stack, Instant moment) {
    return before(stack, moment, Relation.NONE);
  }

  /**
   * The changes of a stack in the three days before a moment: of those of the last hour, of the
   * last day and of all that is older, the most related come first, and of these the nearest. At
   * most 20.
   */
  public List<Incident.Change> before(String stack, Instant moment, Relation relation) {
    // what runs outside any stack has nothing to do with all else that does
    Predicate<Slot> wanted =
        slot -> !stack.isEmpty() || relation.of(slot.service()) < Relation.REMOTE;
    Chronicle chronicle = chronicle(stack, moment, wanted);
    Instant since = moment.minus(REACH);
    return new Ranking(moment, relation).of(chronicle.deployments(since), chronicle.updates(since));
  }

  /**
   * The change that a trouble came after, if one is near enough to have to do with it: of the
   * service itself within a day, of what it depends on within the hour, of its stack within ten
   * minutes.
   */
  public Optional<Prelude> prelude(String stack, Instant onset, Relation relation) {
    return new Preludes(onset, relation).find(before(stack, onset, relation));
  }

  /** How a service was made up at a moment; empty if nothing is known of it. */
  public Optional<Makeup> makeup(String stack, String service, Instant moment) {
    return slots.values().stream()
        .filter(slot -> slot.stack().equals(stack) && slot.service().equals(service))
        .flatMap(slot -> Optional.ofNullable(slot.before(moment.plusNanos(1))).stream())
        .max(Comparator.comparing(Life::createdAt).thenComparing(Life::id))
        .map(life -> new Makeup(service, life.name(), life.at(moment)));
  }

  /** As it was before a moment at which it was changed; empty if it was not, or is not known. */
  public Optional<Makeup> makeupBefore(String stack, String service, Instant moment) {
    return makeup(stack, service, moment.minusNanos(1));
  }

  /** The deployments of a stack that ended between two moments, oldest first. */
  public List<Deployment> deployments(String stack, Instant from, Instant to) {
    return chronicle(stack, to, slot -> true).deployments(from);
  }

  private Chronicle chronicle(String stack, Instant until, Predicate<Slot> wanted) {
    List<Slot> of =
        slots.values().stream().filter(slot -> slot.stack().equals(stack)).filter(wanted).toList();
    return new Chronicle(stack, of, until);
  }
}
