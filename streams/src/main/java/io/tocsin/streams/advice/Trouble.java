package io.tocsin.streams.advice;

import io.tocsin.streams.change.Relation;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What advice is wanted on.
 *
 * @param subject the service that is taken for the cause
 * @param kind what befell it: a detector's name, or {@code paused}, {@code stopped}, {@code
 *     restarted}, {@code died}, {@code disconnected}, {@code restarted-host}, {@code unreachable}
 * @param container its container; empty where it concerns the service as a whole
 * @param finding what was found of it; null if only others speak of it
 * @param findings all of the incident
 * @param onset when its trouble began
 * @param relation how near other services of the stack are to it
 */
public record Trouble(
    Subject subject,
    String kind,
    String container,
    @Nullable Finding finding,
    List<Finding> findings,
    Instant onset,
    Relation relation) {
  public Trouble {
    findings = List.copyOf(findings);
  }

  /** The last that is known of it while it lasted: what mended it is not what it broke on. */
  Instant latest() {
    if (finding == null || !finding.isFiring() || finding.updatedAt().isBefore(onset)) {
      return onset;
    }
    return finding.updatedAt();
  }
}
