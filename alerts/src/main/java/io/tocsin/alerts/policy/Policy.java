package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a receiver is told: the stages are asked in the order in which they stand here, and
 * the first that has an opinion decides. What holds back stands behind the end of what was told, so
 * that nothing can hold that back.
 */
public final class Policy {
  private final PolicyRules rules;
  private final List<Stage> stages;

  /**
   * The stages.
   *
   * @param news how long after its end an incident is still worth telling
   */
  public Policy(Duration news, PolicyRules rules) {
    this.rules = rules;
    stages =
        List.of(
            new Stage(
                "deduplicate",
                "What is settled with the receiver, or older, is not told again.",
                Telling::skipWhatWasTold),
            new Stage(
                "information",
                "Mere information notifies nobody but by the daily digest.",
                Telling::skipInformation),
            new Stage(
                "end",
                "The end of what the receiver was told is told, whatever stands below.",
                Telling::tellTheEnd),
            new Stage(
                "route",
                "What `only:` and `except:` keep from the receiver is not told.",
                Telling::skipWhatIsNotRouted),
            new Stage(
                "lost",
                "The end of what could not be delivered is not told.",
                Telling::skipTheEndOfWhatWasLost),
            new Stage(
                "history",
                "What ended more than a day ago is not told.",
                question -> Telling.skipHistory(question, news)),
            new Stage(
                "held",
                "What ended while its beginning was held back is not told.",
                Telling::skipTheEndOfWhatWasHeld),
            holding(
                "silence",
                "What somebody has silenced waits for the silence's end.",
                Silencing::hold),
            holding(
                "maintenance",
                "What falls into a maintenance window waits for its end.",
                question -> Waiting.inWindow(question, Window.Kind.MAINTENANCE)),
            holding(
                "mute",
                "What falls into a mute time of the week waits for its end.",
                question -> Waiting.inWindow(question, Window.Kind.MUTE)),
            holding(
                "inhibit",
                "What follows from an open incident that the receiver is told of waits for its"
                    + " end.",
                Inhibition::hold),
            holding(
                "escalate",
                "Who is told last waits for somebody to acknowledge it; what is acknowledged goes"
                    + " no further.",
                Escalating::hold),
            holding(
                "deployment",
                "A warning waits for a time after a deployment of its stack.",
                Waiting::afterDeployment),
            holding(
                "settle",
                "A warning waits for a moment, in case it is over by then.",
                Waiting::settle),
            holding(
                "gather",
                "What has only grown since the last post waits a little, to be told in one.",
                Waiting::gather),
            new Stage(
                "over",
                "What began and ended before the receiver could be told is told once.",
                Telling::tellOnceWhatIsOverAlready),
            new Stage("beginning", "A beginning is told.", Telling::tellTheBeginning),
            new Stage("change", "A notable change is told.", Telling::tellTheChange));
  }

  /** The stages in their order. */
  List<Stage> stages() {
    return stages;
  }

  /**
   * What to do about a revision.
   *
   * @param last what was last settled between this receiver and this incident; null for nothing
   */
  public Decision decide(Incident incident, @Nullable Delivery last, Situation situation) {
    Question question = new Question(incident, last, situation, rules);
    return stages.stream()
        .map(stage -> stage.step().judge(question))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** The incident as the receiver is told of it: with what it has to know of who has it in hand. */
  public Incident shown(Incident incident, Situation situation) {
    return Escalating.shown(new Question(incident, null, situation, rules));
  }

  /** What would be held back and is over need not wait: nobody is told of it. */
  private static Stage holding(String name, String about, Stage.Step step) {
    return new Stage(
        name,
        about,
        question -> {
          Decision decision = step.judge(question);
          return decision == null || !question.isOver()
              ? decision
              : new Decision(Verdict.ENDED_WHILE_HELD, Instant.MAX, decision.reason());
        });
  }
}
