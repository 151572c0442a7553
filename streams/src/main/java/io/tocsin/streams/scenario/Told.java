package io.tocsin.streams.scenario;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn in a finding's life: it began, rose, or ended.
 *
 * @param at since the start of the scenario
 */
public record Told(Duration at, Finding finding) {

  /** The turns in these findings; what only repeats or updates is left out. */
  static List<Told> of(List<Finding> findings, Instant start) {
    Map<String, Finding> last = new HashMap<>();
    List<Told> turns = new ArrayList<>();
    for (Finding finding : findings) {
      Finding before = last.put(finding.id(), finding);
      if (isTurn(before, finding)) {
        turns.add(new Told(Duration.between(start, finding.updatedAt()), finding));
      }
    }
    return turns;
  }

  private static boolean isTurn(@Nullable Finding before, Finding now) {
    return before == null
        || before.state() != now.state()
        || (now.isFiring() && before.severity() != now.severity());
  }

  /** {@code critical} while it fires, else {@code resolved}. */
  String state() {
    Severity severity = finding.severity();
    return finding.isFiring() ? severity.wireName() : finding.state().wireName();
  }

  /** For people, as it would be written in a scenario. */
  @Override
  public String toString() {
    return "%-9s %-8s %s %s".formatted(Times.write(at), state(), finding.rule(), who());
  }

  private String who() {
    Subject subject = finding.subject();
    if (subject.isEngine()) {
      return "host";
    }
    return subject.service().isEmpty() ? subject.stack() + '/' : subject.service();
  }
}
