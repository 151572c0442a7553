package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Findings of severity info. Some kinds stand for themselves: they have an incident a stack and
 * kind, which pages nobody and with which no trouble mixes. All others open nothing, but join the
 * incident of a service in trouble; they may come first, and so wait a while for it.
 */
final class Information {
  private static final Set<String> STANDS_FOR_ITSELF = Set.of("audit", "deprecation");
  private static final Duration WAIT = Duration.ofMinutes(5);
  private static final int MOST = 100;

  private final Map<String, Finding> waiting = new LinkedHashMap<>();

  Information(@Nullable List<Finding> kept) {
    if (kept != null) {
      kept.forEach(finding -> waiting.put(finding.id(), finding));
    }
  }

  List<Finding> state() {
    return List.copyOf(waiting.values());
  }

  static boolean isInformation(Finding finding) {
    return finding.severity() == Severity.INFO;
  }

  static boolean standsForItself(Finding finding) {
    return isInformation(finding) && STANDS_FOR_ITSELF.contains(finding.detector());
  }

  /** Whether the case is of such a kind, about the same stack. */
  static boolean isSame(Case each, Finding finding) {
    return each.isInformation()
        && each.all().stream()
            .anyMatch(
                other ->
                    other.detector().equals(finding.detector())
                        && other.subject().host().equals(finding.subject().host())
                        && other.subject().stack().equals(finding.subject().stack()));
  }

  /** Keeps a finding until there is an incident for it, or until it is old. */
  void await(Finding finding) {
    waiting.remove(finding.id());
    waiting.put(finding.id(), finding);
    if (waiting.size() > MOST) {
      waiting.remove(waiting.keySet().iterator().next());
    }
  }

  void forget(Instant now) {
    waiting.values().removeIf(finding -> finding.updatedAt().plus(WAIT).isBefore(now));
  }

  /** Gives away those that an incident wants. */
  List<Finding> take(Predicate<Finding> wanted) {
    List<Finding> taken = new ArrayList<>(waiting.values().stream().filter(wanted).toList());
    taken.forEach(finding -> waiting.remove(finding.id()));
    return taken;
  }
}
