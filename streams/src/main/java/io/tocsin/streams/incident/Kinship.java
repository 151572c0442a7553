package io.tocsin.streams.incident;

import io.tocsin.streams.incident.Affinity.Tie;
import io.tocsin.telemetry.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says how two findings hang together; it is the same whichever comes first.
 *
 * <ol>
 *   <li>Trouble of the host as a whole: force removals within {@link #ONE_COMMAND} of each other,
 *       whatever their stacks; a storm of calls and the removals that it brings about; kernels that
 *       kill for memory where no limit is set do so because the host has none left; starts that the
 *       engine refuses for want of the same thing of the host.
 *   <li>The same service, at one time or with the same trouble again.
 *   <li>Their {@link Affinity}, if the one lasted when the other was found.
 * </ol>
 */
final class Kinship {
  private static final Duration BURST = Duration.ofSeconds(15);
  private static final Duration SHORTAGE = Duration.ofSeconds(30);

  /** A stack is started service by service, and each may wait for another first. */
  private static final Duration REFUSALS = Duration.ofMinutes(2);

  /** {@code docker rm -f a b c} removes one after the other; a person does not type so fast. */
  private static final Duration ONE_COMMAND = Duration.ofSeconds(3);

  /** What one trouble of a service turns into follows so soon. */
  private static final Duration AT_ONCE = Duration.ofSeconds(15);

  private static final Tie OF_THE_HOST = new Tie(-1, Duration.ZERO);

  private final Affinity affinity;

  Kinship(Affinity affinity) {
    this.affinity = affinity;
  }

  /** How they hang together; null if they do not. */
  @Nullable Tie between(Finding one, Finding other) {
    if (Nature.isOfTelemetry(one) || Nature.isOfTelemetry(other)) {
      return null;
    }
    if (isOfOneHost(one, other)) {
      return OF_THE_HOST;
    }
    return isOfOneTime(one, other) ? affinity.between(one, other) : null;
  }

  /**
   * Whether they can be of one trouble by their time. What comes after a service is well again is
   * trouble of its own, unless it is the very same; and so is what was to be the end of what was
   * wrong before.
   */
  private static boolean isOfOneTime(Finding one, Finding other) {
    if (!one.subject().equals(other.subject())) {
      return haveMet(one, other);
    }
    if (hasStartedSince(one, other) || hasStartedSince(other, one)) {
      return isSameAgain(one, other);
    }
    boolean isParted = Nature.isNewBeginning(one) != Nature.isNewBeginning(other);
    return isFollowedAtOnce(one, other)
        || (haveMet(one, other) && !isParted)
        || isSameAgain(one, other);
  }

  private static boolean isFollowedAtOnce(Finding one, Finding other) {
    Finding first = one.startedAt().isAfter(other.startedAt()) ? other : one;
    Finding second = first.equals(one) ? other : one;
    return !second.startedAt().isAfter(first.updatedAt().plus(AT_ONCE));
  }

  /**
   * Whether a refused start was over, as somebody had mended it, when the other began: of what
   * never ran nothing comes.
   */
  private static boolean hasStartedSince(Finding refused, Finding other) {
    return Nature.isNewBeginning(refused)
        && !refused.isFiring()
        && !other.startedAt().isBefore(refused.updatedAt());
  }

  private static boolean isSameAgain(Finding one, Finding other) {
    return one.detector().equals(other.detector())
        && Stream.of("exitCode", "meaning")
            .allMatch(name -> Objects.equals(one.evidence().get(name), other.evidence().get(name)));
  }

  /** Whether it can be a cause by itself, as far as it can be seen alone. */
  boolean isRoot(Finding finding) {
    return !affinity.isSymptom(finding);
  }

  /** Whether what is found of a service began before it was removed: no removal explains that. */
  static boolean isBeforeItsRemoval(Finding finding, Finding removal) {
    return removal.detector().equals(Nature.FORCE_REMOVAL)
        && finding.startedAt().isBefore(removal.startedAt().minus(ONE_COMMAND));
  }

  /** Whether both belong to trouble of the whole host. */
  static boolean isOfOneHost(Finding one, Finding other) {
    return isStormOf(one, other)
        || isStormOf(other, one)
        || isSameBurst(one, other)
        || isSameShortage(one, other)
        || isSameRefusal(one, other);
  }

  /**
   * Whether the storm brought it about: a removal, which is itself a call, with or after the storm.
   * A crash or a failed health check at that time may have a cause of its own, and has its own
   * page.
   */
  private static boolean isStormOf(Finding storm, Finding other) {
    return storm.detector().equals(Nature.API_STORM)
        && other.detector().equals(Nature.FORCE_REMOVAL)
        && other.startedAt().isAfter(storm.startedAt().minus(BURST))
        && haveMet(storm, other);
  }

  private static boolean isSameBurst(Finding one, Finding other) {
    return one.detector().equals(Nature.FORCE_REMOVAL)
        && other.detector().equals(Nature.FORCE_REMOVAL)
        && apart(one, other).compareTo(ONE_COMMAND) <= 0;
  }

  private static boolean isSameShortage(Finding one, Finding other) {
    return Nature.isForWantOfHostMemory(one)
        && Nature.isForWantOfHostMemory(other)
        && apart(one, other).compareTo(SHORTAGE) <= 0;
  }

  private static boolean isSameRefusal(Finding one, Finding other) {
    return HostRefusal.isSame(one, other) && apart(one, other).compareTo(REFUSALS) <= 0;
  }

  /** How long after the last of the one the other began. */
  private static Duration apart(Finding one, Finding other) {
    Finding first = one.startedAt().isAfter(other.startedAt()) ? other : one;
    Finding second = first.equals(one) ? other : one;
    Duration apart = Duration.between(latest(first), second.startedAt());
    return apart.isNegative() ? Duration.ZERO : apart;
  }

  private static Instant latest(Finding finding) {
    return finding.isFiring() ? finding.updatedAt() : finding.startedAt();
  }

  private static boolean haveMet(Finding one, Finding other) {
    return lastsAt(one, other.detectedAt()) && lastsAt(other, one.detectedAt());
  }

  static boolean lastsAt(Finding finding, Instant at) {
    return finding.isFiring() || finding.updatedAt().isAfter(at);
  }
}
