package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a receiver is told: the steps are asked in the order in which they stand here, and
 * the first that has an opinion decides.
 *
 * @param news how long after its end an incident is still worth telling
 */
public record Policy(Duration news) {
  private static final List<Step> STEPS =
      List.of(
          Policy::skipWhatWasTold,
          Policy::skipInformation,
          Policy::skipTheEndOfWhatCouldNotBeTold,
          Policy::skipHistory,
          Policy::tellOnceWhatIsOverAlready,
          Policy::tellTheEnd,
          Policy::tellTheBeginning,
          Policy::tellTheChange);

  /**
   * What to do about a revision.
   *
   * @param last what was last settled between this receiver and this incident; null for nothing
   * @param now the time of the decision
   */
  public Verdict decide(Incident incident, @Nullable Delivery last, Instant now) {
    Question question = new Question(incident, last, now, news);
    return STEPS.stream()
        .map(step -> step.judge(question))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable Verdict skipWhatWasTold(Question question) {
    return question.settledRevision() >= question.incident.revision() ? Verdict.TOLD : null;
  }

  private static @Nullable Verdict skipInformation(Question question) {
    boolean endsWhatWasTold = question.isOver() && question.wasTold();
    return question.incident.severity() == Severity.INFO && !endsWhatWasTold ? Verdict.INFO : null;
  }

  private static @Nullable Verdict skipTheEndOfWhatCouldNotBeTold(Question question) {
    return question.isOver() && question.last != null && !question.wasTold()
        ? Verdict.OPENING_NOT_TOLD
        : null;
  }

  private static @Nullable Verdict skipHistory(Question question) {
    return question.isHistory() ? Verdict.HISTORY : null;
  }

  private static @Nullable Verdict tellOnceWhatIsOverAlready(Question question) {
    return question.isOver() && !question.wasTold() ? Verdict.OVER_ALREADY : null;
  }

  private static @Nullable Verdict tellTheEnd(Question question) {
    return question.isOver() ? Verdict.RESOLVED : null;
  }

  private static @Nullable Verdict tellTheBeginning(Question question) {
    return question.wasTold() ? null : Verdict.OPENED;
  }

  private static Verdict tellTheChange(Question question) {
    return Verdict.CHANGED;
  }

  private interface Step {
    @Nullable Verdict judge(Question question);
  }

  private record Question(Incident incident, @Nullable Delivery last, Instant now, Duration news) {
    int settledRevision() {
      return last == null ? 0 : last.revision();
    }

    boolean wasTold() {
      return last != null && last.told() > 0;
    }

    boolean isOver() {
      return !incident.isOpen();
    }

    boolean isHistory() {
      Instant end = incident.resolvedAt() == null ? incident.updatedAt() : incident.resolvedAt();
      return isOver() && end.plus(news).isBefore(now);
    }
  }
}
