package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a receiver is told: the stages are asked in the order in which they stand here, and
 * the first that has an opinion decides. What holds back stands behind the end of what was told, so
 * that nothing can hold that back.
 */
public final class Policy {
  private final List<Stage> stages;

  /**
   * The stages.
   *
   * @param news how long after its end an incident is still worth telling
   */
  public Policy(Duration news) {
    stages =
        List.of(
            new Stage(
                "deduplicate",
                "What the receiver was told, or something newer, is not told again.",
                Telling::skipWhatWasTold),
            new Stage("information", "Mere information never notifies.", Telling::skipInformation),
            new Stage("end", "The end of what the receiver was told is told.", Telling::tellTheEnd),
            new Stage(
                "lost",
                "The end of what could not be delivered is not told.",
                Telling::skipTheEndOfWhatCouldNotBeTold),
            new Stage(
                "history",
                "What ended long ago is no news.",
                question -> Telling.skipHistory(question, news)),
            new Stage(
                "held",
                "What ended while its beginning was held back is not told.",
                Telling::skipTheEndOfWhatWasHeld),
            new Stage(
                "silence",
                "What somebody has silenced waits for the silence's end.",
                holding(Silencing::hold)),
            new Stage(
                "over",
                "What began and ended before the receiver could be told is told once.",
                Telling::tellOnceWhatIsOverAlready),
            new Stage("beginning", "A beginning is told.", Telling::tellTheBeginning),
            new Stage("change", "A notable change is told.", Telling::tellTheChange));
  }

  /**
   * What to do about a revision.
   *
   * @param last what was last settled between this receiver and this incident; null for nothing
   */
  public Decision decide(Incident incident, @Nullable Delivery last, Situation situation) {
    Question question = new Question(incident, last, situation);
    return stages.stream()
        .map(stage -> stage.step().judge(question))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** What would be held back and is over need not wait: nobody is told of it. */
  private static Stage.Step holding(Stage.Step step) {
    return question -> {
      Decision decision = step.judge(question);
      boolean isTooLate = decision != null && decision.holds() && question.isOver();
      return isTooLate ? Decision.of(Verdict.ENDED_WHILE_HELD) : decision;
    };
  }
}
