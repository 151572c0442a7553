package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which incident a new finding belongs to.
 *
 * <ol>
 *   <li>What is about the watching (lost telemetry, a silent host) keeps to its own kind.
 *   <li>Trouble of the host as a whole: force removals within {@link #ONE_COMMAND} of each other
 *       are one incident whatever their stacks, a storm of calls takes over the incident that they
 *       opened, and those during a storm join it.
 *   <li>The same service: an open incident, or one that has just been resolved.
 *   <li>A service that depends on it or that it depends on, if both began within {@link #NEAR}.
 * </ol>
 */
final class Joining {
  private static final Duration NEAR = Duration.ofMinutes(5);
  private static final Duration BURST = Duration.ofSeconds(15);

  /** {@code docker rm -f a b c} removes one after the other; a person does not type so fast. */
  private static final Duration ONE_COMMAND = Duration.ofSeconds(3);

  private final DependencyGraph graph;

  Joining(DependencyGraph graph) {
    this.graph = graph;
  }

  /** The incident to join; null for one of its own. */
  @Nullable Case find(Finding finding, List<Case> cases) {
    if (Nature.isOfTelemetry(finding)) {
      return first(cases, each -> each.isOpen() && isSameKind(each, finding));
    }
    Case found = first(cases, each -> each.isOpen() && isHostWide(each, finding));
    if (found == null) {
      found = first(cases, each -> each.isOpen() && isSameService(each, finding));
    }
    if (found == null) {
      found = first(cases, each -> isSameService(each, finding));
    }
    return found != null
        ? found
        : first(cases, each -> each.isOpen() && isConnected(each, finding));
  }

  private static @Nullable Case first(List<Case> cases, Predicate<Case> fits) {
    return cases.stream().filter(fits).findFirst().orElse(null);
  }

  private static boolean isSameKind(Case open, Finding finding) {
    return open.all().stream()
        .allMatch(
            other ->
                other.detector().equals(finding.detector())
                    && within(other.detectedAt(), finding.detectedAt(), NEAR));
  }

  private static boolean isHostWide(Case open, Finding finding) {
    return switch (finding.detector()) {
      case Nature.API_STORM -> open.all().stream().anyMatch(other -> isStormOf(finding, other));
      case Nature.FORCE_REMOVAL ->
          open.all().stream()
              .anyMatch(other -> isStormOf(other, finding) || isSameBurst(other, finding));
      default -> false;
    };
  }

  /**
   * Whether the storm brought it about: a removal, which is itself a call, with or after the storm.
   * A crash or a failed health check at that time may have a cause of its own, and has its own
   * page.
   */
  private static boolean isStormOf(Finding storm, Finding other) {
    return storm.detector().equals(Nature.API_STORM)
        && storm.isFiring()
        && other.detector().equals(Nature.FORCE_REMOVAL)
        && other.startedAt().isAfter(storm.startedAt().minus(BURST));
  }

  private static boolean isSameBurst(Finding one, Finding other) {
    return one.detector().equals(other.detector())
        && within(latest(one), other.startedAt(), ONE_COMMAND);
  }

  private static Instant latest(Finding finding) {
    return finding.isFiring() ? finding.updatedAt() : finding.startedAt();
  }

  private static boolean isSameService(Case each, Finding finding) {
    return each.all().stream()
        .anyMatch(
            other -> other.subject().equals(finding.subject()) && !Nature.isOfTelemetry(other));
  }

  private boolean isConnected(Case open, Finding finding) {
    return open.all().stream()
        .anyMatch(
            other ->
                !Nature.isOfTelemetry(other)
                    && within(other.startedAt(), finding.startedAt(), NEAR)
                    && graph.areConnected(other.subject(), finding.subject()));
  }

  private static boolean within(Instant one, Instant other, Duration distance) {
    return Duration.between(one, other).abs().compareTo(distance) <= 0;
  }
}
