package io.tocsin.alerts.policy;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds back by the clock: windows, deployments, and the short wait of warnings. */
final class Waiting {
  private Waiting() {}

  /** In a window; of several the one that closes last. */
  static @Nullable Decision inWindow(Question question, Window.Kind kind) {
    return question.rules().windows().stream()
        .filter(window -> window.kind() == kind && window.concerns(question))
        .flatMap(window -> open(window, question.now()).stream())
        .max(Comparator.comparing(Decision::until))
        .orElse(null);
  }

  private static Optional<Decision> open(Window window, Instant now) {
    return window
        .times()
        .endAt(now)
        .map(
            end ->
                Decision.hold(
                    window.kind().verdict(),
                    end,
                    window.kind().word() + " " + window.name() + " until " + end));
  }

  /** Warnings for a time after a deployment of their stack. */
  static @Nullable Decision afterDeployment(Question question) {
    Duration wait = question.rules().afterDeployment();
    if (wait.isZero() || !isWarning(question)) {
      return null;
    }
    return question.incident().changes().stream()
        .map(Incident.Change::deployment)
        .filter(Objects::nonNull)
        .filter(at -> !at.isAfter(question.now()) && at.plus(wait).isAfter(question.now()))
        .max(Comparator.naturalOrder())
        .map(at -> Decision.hold(Verdict.DEPLOYING, at.plus(wait), "deployed at " + at))
        .orElse(null);
  }

  /**
   * The beginning of a warning, until it has lasted; a clock that differs widely does not count.
   */
  static @Nullable Decision settle(Question question) {
    Duration wait = question.rules().settle();
    Instant began = question.incident().detectedAt();
    Instant end = began.plus(wait);
    boolean isYoung = question.now().isBefore(end) && !question.now().plus(wait).isBefore(began);
    return isYoung && isWarning(question) && !question.wasTold()
        ? Decision.hold(Verdict.SETTLING, end, "waits " + wait.toMillis() + " ms for its end")
        : null;
  }

  /**
   * What has only grown since the last post, for a while after that, so that one post tells of all.
   * A new cause, a higher severity and the end do not wait.
   */
  static @Nullable Decision gather(Question question) {
    Duration wait = question.rules().growth();
    Delivery last = question.last();
    Delivery.Post post = last == null ? null : last.post();
    if (post == null || !question.owesTheEnd() || !post.hasOnlyGrown(question.incident())) {
      return null;
    }
    Instant end = post.at().plus(wait);
    boolean isSoon = question.now().isBefore(end) && !question.now().plus(wait).isBefore(post.at());
    return isSoon
        ? Decision.hold(Verdict.GATHERING, end, "has only grown; waits until " + end + " for more")
        : null;
  }

  private static boolean isWarning(Question question) {
    return question.incident().severity() == Severity.WARNING;
  }
}
