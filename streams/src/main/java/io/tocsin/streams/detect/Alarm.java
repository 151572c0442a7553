package io.tocsin.streams.detect;

import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One finding from firing to resolved: it keeps the identity, the onset and the highest severity.
 */
public final class Alarm {
  private final Watch watch;
  private final String facet;
  private @Nullable Finding open;

  /**
   * @param facet tells apart the alarms that one detector holds; part of the finding's identity
   * @param open the finding that fires already; null for none
   */
  public Alarm(Watch watch, String facet, @Nullable Finding open) {
    this.watch = watch;
    this.facet = facet;
    this.open = open;
  }

  public boolean isOpen() {
    return open != null;
  }

  /** The finding that fires; null for none. */
  public @Nullable Finding finding() {
    return open;
  }

  /** The finding that fires, as a list of one or none. */
  public List<Finding> findings() {
    return open == null ? List.of() : List.of(open);
  }

  /** Begins to fire, or says more of what fires already. A severity once reached is not lowered. */
  public void fire(Instant at, Verdict verdict, Consumer<Finding> out) {
    Finding now = open == null ? begin(at, verdict) : grow(open, at, verdict);
    open = now;
    out.accept(now);
  }

  /** Ends it, if it fires. */
  public void resolve(Instant at, String because, Consumer<Finding> out) {
    Finding last = open;
    if (last != null) {
      open = null;
      out.accept(resolved(last, at, because));
    }
  }

  /** The finding's last word. */
  public static Finding resolved(Finding last, Instant at, String because) {
    Instant end = at.isBefore(last.startedAt()) ? last.startedAt() : at;
    Map<String, Object> evidence = new LinkedHashMap<>(last.evidence());
    evidence.put("resolved", because);
    return new Finding(
        last.id(),
        last.detector(),
        last.rule(),
        last.subject(),
        last.container(),
        last.severity(),
        Finding.State.RESOLVED,
        last.startedAt(),
        last.detectedAt(),
        end,
        end,
        last.value(),
        last.threshold(),
        last.unit(),
        last.window(),
        last.summary(),
        evidence);
  }

  private Finding begin(Instant at, Verdict verdict) {
    Instant onset = verdict.onset().isAfter(at) ? at : verdict.onset();
    String id =
        Digest.of(watch.rule().name(), watch.subject().key(), facet, verdict.container(), onset);
    return finding(id, new Times(onset, at, at), verdict, verdict.severity());
  }

  private Finding grow(Finding before, Instant at, Verdict verdict) {
    Severity severity = before.severity().max(verdict.severity());
    Times times = new Times(before.startedAt(), before.detectedAt(), at);
    return finding(before.id(), times, verdict, severity);
  }

  private Finding finding(String id, Times times, Verdict verdict, Severity severity) {
    return new Finding(
        id,
        watch.rule().type().name(),
        watch.rule().name(),
        watch.subject(),
        verdict.container(),
        severity,
        Finding.State.FIRING,
        times.onset(),
        times.detected(),
        times.updated(),
        null,
        verdict.measure().value(),
        verdict.measure().threshold(),
        verdict.measure().unit(),
        verdict.measure().window(),
        verdict.summary(),
        verdict.evidence());
  }

  private record Times(Instant onset, Instant detected, Instant updated) {}
}
