package io.tocsin.app.deliveries;

import io.tocsin.alerts.policy.Decision;
import io.tocsin.alerts.policy.Delivery;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.alerts.policy.Situation;
import io.tocsin.alerts.policy.Verdict;
import io.tocsin.app.deliveries.DeliveryStatus.State;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the incidents against the ledger, by the same policy that decides what is told. */
public final class DeliveryBook {
  private static final Comparator<DeliveryStatus> LATEST_FIRST =
      Comparator.comparing((DeliveryStatus s) -> s.at() == null ? Instant.MAX : s.at())
          .reversed()
          .thenComparing(DeliveryStatus::incident)
          .thenComparing(DeliveryStatus::receiver);

  private final Policy policy;
  private final Knowledge knowledge;
  private final Set<String> receivers;

  /**
   * @param receivers the names of those that are configured
   */
  public DeliveryBook(Policy policy, Knowledge knowledge, Collection<String> receivers) {
    this.policy = policy;
    this.knowledge = knowledge;
    this.receivers = new LinkedHashSet<>(receivers);
  }

  /** Every incident at every receiver, what has happened last first. */
  public List<DeliveryStatus> read(Map<String, Object> kafka, Topics topics, Instant now) {
    Map<String, byte[]> ledger = CompactedTopic.read(kafka, topics.deliveries());
    List<DeliveryStatus> found = new ArrayList<>();
    for (byte[] value : CompactedTopic.read(kafka, topics.incidents()).values()) {
      Incident incident = parse(value, Incident.class);
      if (incident != null) {
        for (String receiver : receivers) {
          byte[] entry = ledger.get(Delivery.key(receiver, incident.id()));
          Delivery last = entry == null ? null : parse(entry, Delivery.class);
          found.add(status(incident, last, new Situation(receiver, now, knowledge)));
        }
      }
    }
    found.sort(LATEST_FIRST);
    return found;
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

  private static <T> @Nullable T parse(byte[] value, Class<T> type) {
    try {
      return Wire.read(value, type);
    } catch (TelemetryFormatException e) {
      return null; // the notifier says what it cannot read
    }
  }
}
