package io.tocsin.streams.change;

import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.util.List;

/**
 * The change that came before a trouble and may have to do with it.
 *
 * @param gap how long before
 * @param service whose; empty if it was the stack's
 * @param what as it goes on after "began 40 s after": {@code a deployment of backend (image shop:1
 *     → shop:2)}
 * @param changes what was changed of the service then; more than one for a deployment
 * @param distance of the service from the one in trouble, see {@link Relation}
 */
public record Prelude(
    Duration gap, String service, String what, List<Incident.Change> changes, int distance) {
  public Prelude {
    changes = List.copyOf(changes);
  }

  /** {@code began 40 s after a deployment of backend (image shop:1 → shop:2)}. */
  public String sentence() {
    String time = gap.toMillis() < 1_000 ? "within a second" : Span.of(gap);
    return "began %s after %s".formatted(time, what);
  }
}
