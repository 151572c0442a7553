package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;

/**
 * What a finding says of causes.
 *
 * @param direct whether it is evidence of its own service's trouble, not of somebody else's
 * @param rank among the findings of one service, which explains the others: the lowest
 */
record Nature(boolean direct, int rank) {
  static final String API_STORM = "api-storm";
  static final String FORCE_REMOVAL = "force-removal";
  static final String OOM_KILL = "oom-kill";
  static final String START_FAILED = "start-failed";
  static final String TELEMETRY_GAP = "telemetry-gap";
  static final String COLLECTOR_SILENT = "collector-silent";

  static Nature of(Finding finding) {
    return switch (finding.detector()) {
      case API_STORM -> new Nature(true, 0);
      case OOM_KILL -> new Nature(true, 1);
      case START_FAILED -> new Nature(true, 2);
      case FORCE_REMOVAL -> new Nature(true, 3);
      case "exited" -> new Nature(true, 4);
      case "restart-rate" -> new Nature(true, 5);
      case "memory-ratio" -> new Nature(finding.severity() == Severity.CRITICAL, 6);
      case "memory-forecast", "cpu-throttling" -> new Nature(false, 7);
      case "unhealthy" -> new Nature(false, 8);
      default -> new Nature(false, 9);
    };
  }

  /** Whether it was to be the end of what was wrong before, and so is trouble of its own. */
  static boolean isNewBeginning(Finding finding) {
    return finding.detector().equals(START_FAILED);
  }

  /** Whether it removes, or is likely to remove, many services one after the other. */
  static boolean isRemoval(Finding finding) {
    return isRemovalKind(finding.detector());
  }

  static boolean isRemovalKind(String detector) {
    return detector.equals(FORCE_REMOVAL) || detector.equals(API_STORM);
  }

  /** Whether the kernel killed it for memory although it had no limit to exceed. */
  static boolean isForWantOfHostMemory(Finding finding) {
    return finding.detector().equals(OOM_KILL) && "none".equals(finding.evidence().get("limit"));
  }

  /**
   * Whether the kernel killed it for memory at a limit of its own: no host is to blame for that.
   */
  static boolean isAtItsOwnLimit(Finding finding) {
    return finding.detector().equals(OOM_KILL) && !isForWantOfHostMemory(finding);
  }

  /** Whether it is of what a container uses itself: no neighbour's failure brings that about. */
  static boolean isOfItsOwnUse(Finding finding) {
    return switch (finding.detector()) {
      case "memory-ratio", "memory-forecast", "cpu-throttling" -> true;
      default -> false;
    };
  }

  /** Whether it is about the watching, not about what is watched. */
  static boolean isOfTelemetry(Finding finding) {
    return finding.detector().equals(TELEMETRY_GAP) || finding.detector().equals(COLLECTOR_SILENT);
  }
}
