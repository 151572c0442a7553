package io.tocsin.alerts.delivery;

import io.tocsin.alerts.outline.Outline;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the notifier has to say itself, in the form of an incident, since every receiver has one for
 * that. It stands in no topic of incidents.
 *
 * @param id stable: the ledger knows it by that
 * @param detector a name for programs: {@code receiver-failing} and so on
 * @param title what people read first
 * @param about what it is about, in a sentence
 * @param lines what there is to say, in order
 */
public record Notice(
    String id,
    String detector,
    Severity severity,
    String title,
    String about,
    List<String> lines,
    String mend) {
  private static final String SELF = Outline.SELF;

  public Notice {
    lines = List.copyOf(lines);
  }

  /** Whether it is one, and no incident. */
  public static boolean isOne(Incident incident) {
    return Outline.isNotice(incident);
  }

  Incident open(int revision, Instant since, Instant now) {
    return incident(revision, since, now, null);
  }

  Incident over(int revision, Instant since, Instant now) {
    return incident(revision, since, now, now);
  }

  private Incident incident(int revision, Instant since, Instant now, @Nullable Instant end) {
    return new Incident(
        Incident.SCHEMA,
        id,
        revision,
        end == null ? Incident.State.OPEN : Incident.State.RESOLVED,
        severity,
        title,
        SELF,
        "",
        since,
        now,
        now,
        end,
        new Incident.Cause(SELF, "", detector, about, 1),
        List.of(),
        lines.stream().map(line -> new Incident.Step(SELF, line, List.of())).toList(),
        List.of(SELF),
        List.of(),
        List.of(),
        mend.isEmpty() ? List.of() : List.of(mend),
        Map.of());
  }
}
