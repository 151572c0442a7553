package io.tocsin.collector.inventory;

import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container as far as it is known.
 *
 * @param labels as they are, not redacted: they decide, they are not published
 * @param watched whether it is watched at all
 * @param inspection the latest; null if it was never caught alive
 * @param lastStart when it last started, by the engine's events or its inspection
 * @param lastDie when it last ended
 */
public record Known(
    ContainerRef container,
    Subject subject,
    Labels labels,
    boolean watched,
    @Nullable Inspection inspection,
    @Nullable Instant lastStart,
    @Nullable Instant lastDie) {

  public String id() {
    return container.id();
  }

  public @Nullable ContainerTraits traits() {
    return inspection == null ? null : inspection.facts().traits();
  }

  /** Whether it runs, by what happened last. */
  public boolean isRunning() {
    return lastStart != null && (lastDie == null || lastStart.isAfter(lastDie));
  }

  /** Rule parameters for records that carry them only where there are some. */
  public @Nullable Map<String, String> overrides() {
    ContainerTraits traits = traits();
    return traits == null || traits.overrides().isEmpty() ? null : traits.overrides();
  }

  public Known started(Instant at) {
    return new Known(
        container, subject, labels, watched, inspection, later(lastStart, at), lastDie);
  }

  public Known died(Instant at) {
    return new Known(
        container, subject, labels, watched, inspection, lastStart, later(lastDie, at));
  }

  /** With a newer inspection; what happened stays as the events told it. */
  Known seen(Inspection fresh, Labels labels, boolean watched) {
    return new Known(
        fresh.container(), fresh.subject(), labels, watched, fresh, lastStart, lastDie);
  }

  private static Instant later(@Nullable Instant known, Instant at) {
    return known == null || at.isAfter(known) ? at : known;
  }
}
