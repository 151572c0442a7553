package io.tocsin.app.deliveries;

import io.tocsin.alerts.kafka.KnownOnce;
import io.tocsin.alerts.policy.Decision;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.alerts.policy.Situation;
import io.tocsin.alerts.policy.Verdict;
import io.tocsin.app.deliveries.DeliveryStatus.State;
import io.tocsin.app.topics.CompactedTopic;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the incidents against the ledger, by the same policy that decides what is told. */
public final class DeliveryBook {
  private static final Comparator<DeliveryStatus> LATEST_FIRST =
      Comparator.comparing((DeliveryStatus s) -> s.at() == null ? Instant.MAX : s.at())
          .reversed()
          .thenComparing(DeliveryStatus::incident)
          .thenComparing(DeliveryStatus::receiver);

  private final Policy policy;
  private final Set<String> receivers;

  /**
   * @param receivers the names of those that are configured; none for all that the ledger knows
   */
  public DeliveryBook(Policy policy, Collection<String> receivers) {
    this.policy = policy;
    this.receivers = new LinkedHashSet<>(receivers);
  }

  /** Every incident at every receiver, what has happened last first. */
  public List<DeliveryStatus> read(Map<String, Object> kafka, Topics topics, Instant now) {
    Map<String, byte[]> ledger = CompactedTopic.read(kafka, topics.deliveries());
    List<Incident> incidents =
        CompactedTopic.read(kafka, topics.incidents()).values().stream()
            .flatMap(value -> parse(value, Incident.class).stream())
            .toList();
    Knowledge knowledge =
        KnownOnce.of(
            CompactedTopic.read(kafka, topics.controls()),
            CompactedTopic.read(kafka, topics.containers()),
            incidents.stream().filter(Incident::isOpen).toList());
    Set<String> shown = receivers.isEmpty() ? receiversIn(ledger) : receivers;
    List<DeliveryStatus> found = new ArrayList<>();
    for (Incident incident : incidents) {
      for (String receiver : shown) {
        byte[] entry = ledger.get(Delivery.key(receiver, incident.id()));
        Delivery last = entry == null ? null : parse(entry, Delivery.class).orElse(null);
        found.add(status(incident, last, new Situation(receiver, now, knowledge)));
      }
    }
    found.sort(LATEST_FIRST);
    return found;
  }

  private static Set<String> receiversIn(Map<String, byte[]> ledger) {
    return ledger.values().stream()
        .flatMap(value -> parse(value, Delivery.class).stream())
        .map(Delivery::receiver)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  DeliveryStatus status(Incident incident, @Nullable Delivery last, Situation situation) {
    Decision decision = policy.decide(incident, last, situation);
    State state = state(decision, last);
    boolean isDead = state == State.DEAD;
    String why = isDead && last != null ? last.reason() : decision.reason();
    return new DeliveryStatus(
        situation.receiver(),
        state,
        incident.id(),
        incident.title(),
        incident.severity(),
        incident.state(),
        incident.revision(),
        last == null ? 0 : last.told(),
        state == State.DELIVERED ? null : why,
        last == null ? null : last.at());
  }

  private static State state(Decision decision, @Nullable Delivery last) {
    boolean isSettledDead = last != null && last.outcome() == Outcome.DEAD_LETTER;
    boolean isDone =
        decision.verdict() == Verdict.TOLD || decision.verdict() == Verdict.OPENING_NOT_TOLD;
    if (isSettledDead && isDone) {
      return State.DEAD;
    }
    if (decision.tells()) {
      return State.WAITS;
    }
    if (decision.holds()) {
      return State.HELD;
    }
    return last != null && last.told() > 0 ? State.DELIVERED : State.UNTOLD;
  }

  private static <T> Optional<T> parse(byte[] value, Class<T> type) {
    try {
      return Optional.of(Wire.read(value, type));
    } catch (TelemetryFormatException e) {
      return Optional.empty(); // the notifier says what it cannot read
    }
  }
}
