package io.tocsin.streams.incident;

import io.tocsin.streams.incident.Affinity.Tie;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which incident a new finding belongs to.
 *
 * <ol>
 *   <li>What is about the watching (lost telemetry, a silent host) keeps to its own kind.
 *   <li>Trouble of the host as a whole: force removals within {@link #ONE_COMMAND} of each other
 *       are one incident whatever their stacks, a storm of calls takes over the incident that they
 *       opened, and those during a storm join it; kernels that kill for memory where no limit is
 *       set do so because the host has none left.
 *   <li>The same service: an open incident, or one that has just been resolved.
 *   <li>The open incident that it has the closest {@link Affinity} to.
 * </ol>
 */
final class Joining {
  private static final Duration BURST = Duration.ofSeconds(15);
  private static final Duration SHORTAGE = Duration.ofSeconds(30);

  /** {@code docker rm -f a b c} removes one after the other; a person does not type so fast. */
  private static final Duration ONE_COMMAND = Duration.ofSeconds(3);

  private static final Comparator<Tie> CLOSEST =
      Comparator.comparingInt(Tie::steps).thenComparing(Tie::apart);

  private final Affinity affinity;

  Joining(Affinity affinity) {
    this.affinity = affinity;
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
    return found != null ? found : closest(finding, cases);
  }

  private static @Nullable Case first(List<Case> cases, Predicate<Case> fits) {
    return cases.stream().filter(fits).findFirst().orElse(null);
  }

  private record Choice(Case open, Tie tie) {}

  private @Nullable Case closest(Finding finding, List<Case> cases) {
    return cases.stream()
        .filter(Case::isOpen)
        .map(open -> choice(open, finding))
        .filter(Objects::nonNull)
        .min(Comparator.comparing(Choice::tie, CLOSEST))
        .map(Choice::open)
        .orElse(null);
  }

  private @Nullable Choice choice(Case open, Finding finding) {
    return open.all().stream()
        .map(other -> affinity.between(other, finding))
        .filter(Objects::nonNull)
        .min(CLOSEST)
        .map(tie -> new Choice(open, tie))
        .orElse(null);
  }

  /** Whether any of the findings of the one hangs together with any of the other's. */
  boolean areConnected(Case one, Case other) {
    return one.all().stream().anyMatch(finding -> choice(other, finding) != null);
  }

  private static boolean isSameKind(Case open, Finding finding) {
    return open.all().stream()
        .allMatch(
            other ->
                other.detector().equals(finding.detector())
                    && within(other.detectedAt(), finding.detectedAt(), Affinity.NEAR));
  }

  private static boolean isHostWide(Case open, Finding finding) {
    return switch (finding.detector()) {
      case Nature.API_STORM -> open.all().stream().anyMatch(other -> isStormOf(finding, other));
      case Nature.FORCE_REMOVAL ->
          open.all().stream()
              .anyMatch(other -> isStormOf(other, finding) || isSameBurst(other, finding));
      case Nature.OOM_KILL -> open.all().stream().anyMatch(other -> isSameShortage(other, finding));
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

  private static boolean isSameShortage(Finding one, Finding other) {
    return Nature.isForWantOfHostMemory(one)
        && Nature.isForWantOfHostMemory(other)
        && within(latest(one), other.startedAt(), SHORTAGE);
  }

  private static Instant latest(Finding finding) {
    return finding.isFiring() ? finding.updatedAt() : finding.startedAt();
  }

  private static boolean isSameService(Case each, Finding finding) {
    return each.all().stream()
        .anyMatch(
            other -> other.subject().equals(finding.subject()) && !Nature.isOfTelemetry(other));
  }

  private static boolean within(Instant one, Instant other, Duration distance) {
    return Duration.between(one, other).abs().compareTo(distance) <= 0;
  }
}
