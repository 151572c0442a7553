package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Delivery;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the receivers: when one keeps failing, every other is told, and told again when it is
 * well. Whether they know it already stands in the ledger, so that a restart says nothing twice.
 */
public final class Rounds {
  /** For how long a receiver may take nothing until the others are told. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration REST = Duration.ofHours(1);
  private static final String DETECTOR = "receiver-failing";

  private final List<Courier> couriers;
  private final Ledger ledger;
  private final Duration patience;

  public Rounds(List<Courier> couriers, Ledger ledger, Duration patience) {
    this.couriers = List.copyOf(couriers);
    this.ledger = ledger;
    this.patience = patience;
  }

  /** One round. To be made every few seconds; it returns at once. */
  public void make(Instant now) throws InterruptedException {
    for (Courier courier : couriers) {
      Condition condition = courier.condition();
      if (condition.isDown(patience, now)) {
        tellOthers(courier, condition, now);
      } else if (condition.state() == Condition.State.WELL) {
        tellOthers(courier, condition, now);
      }
    }
  }

  private void tellOthers(Courier subject, Condition condition, Instant now)
      throws InterruptedException {
    boolean isDown = condition.state() != Condition.State.WELL;
    Notice notice = notice(subject.receiver().name(), condition);
    for (Courier other : couriers) {
      Delivery last = ledger.last(other.receiver().name(), notice.id());
      boolean knows = last != null && last.leavesOpen();
      if (other != subject && isDown != knows && !hasJustRefused(last, now)) {
        other.accept(incident(notice, condition, last, now), Receipt.NOBODYS);
      }
    }
  }

  /** Who does not take the notice itself is not pressed. */
  private static boolean hasJustRefused(@Nullable Delivery last, Instant now) {
    return last != null
        && last.outcome() == Delivery.Outcome.DEAD_LETTER
        && last.at().plus(REST).isAfter(now);
  }

  private static Incident incident(
      Notice notice, Condition condition, @Nullable Delivery last, Instant now) {
    int revision = last == null ? 1 : last.revision() + 1;
    Instant since =
        condition.since() == null ? (last == null ? now : last.at()) : condition.since();
    return condition.state() == Condition.State.WELL
        ? notice.over(revision, since, now)
        : notice.open(revision, since, now);
  }

  static Notice notice(String receiver, Condition condition) {
    String since =
        condition.since() == null ? "" : condition.since().truncatedTo(ChronoUnit.SECONDS) + ": ";
    String what =
        condition.state() == Condition.State.WELL
            ? receiver + " takes messages again"
            : receiver + " takes nothing since " + since + condition.reason();
    return new Notice(
        "receiver-" + Digest.of(receiver),
        DETECTOR,
        Severity.CRITICAL,
        "The receiver " + receiver + " cannot be told",
        what,
        List.of(),
        "tocsin deliveries --receiver " + receiver + " shows what it was not told.");
  }
}
