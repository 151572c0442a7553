package io.tocsin.app.verify;

import io.tocsin.app.report.Standing;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Telemetry;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is seen of a stack from a moment on, and the verdict on it. Knows no clock. */
public final class Verification {
  private final Optional<String> stack;
  private final Instant since;
  private final Standing standing = new Standing();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private Instant heardUntil = Instant.MIN;
  private long records;

  /**
   * A verification that has seen nothing yet.
   *
   * @param stack empty for all stacks
   * @param since what was before does not count
   */
  public Verification(Optional<String> stack, Instant since) {
    this.stack = stack;
    this.since = since;
  }

  /**
   * The outcome.
   *
   * @param incidents that began in the time, or had not ended with it
   */
  public record Verdict(List<Standing.Row> rows, List<Incident> incidents) {
    public boolean isHealthy() {
      return incidents.isEmpty() && rows.stream().allMatch(Standing.Row::isMet);
    }
  }

  /** Takes a record of a telemetry topic in. */
  public void on(Telemetry record) {
    if (record instanceof Heartbeat heartbeat) {
      heardUntil = heartbeat.at().isAfter(heardUntil) ? heartbeat.at() : heardUntil;
    }
    if (record.at().isBefore(since)) {
      return;
    }
    boolean isOurs = stack.isEmpty() || record.subject().stack().equals(stack.get());
    if (isOurs || record instanceof Heartbeat) {
      standing.on(record);
      records += record instanceof Heartbeat ? 0 : 1;
    }
  }

  /** Takes a state of an incident in. */
  public void on(Incident incident) {
    boolean isOurs = stack.isEmpty() || incident.stack().equals(stack.get());
    if (isOurs && incident.severity() != Severity.INFO) {
      incidents.put(incident.id(), incident);
    }
  }

  /** Up to when the collector has told everything; {@link Instant#MIN} if it has told nothing. */
  public Instant heardUntil() {
    return heardUntil;
  }

  /** How many records count. */
  public long records() {
    return records;
  }

  /** Those that began in the time: they cannot be undone. */
  public List<Incident> fresh() {
    return incidents.values().stream()
        .filter(incident -> !incident.detectedAt().isBefore(since))
        .sorted(Comparator.comparing(Incident::detectedAt))
        .toList();
  }

  /** Those that began before and go on: it is not healthy unless they are over by the end. */
  public List<Incident> lasting() {
    return incidents.values().stream()
        .filter(incident -> incident.isOpen() && incident.detectedAt().isBefore(since))
        .sorted(Comparator.comparing(Incident::detectedAt))
        .toList();
  }

  /** The end; nothing may be added after it. */
  public Verdict verdict() {
    List<Incident> wrong =
        incidents.values().stream()
            .filter(incident -> incident.isOpen() || !incident.detectedAt().isBefore(since))
            .sorted(Comparator.comparing(Incident::detectedAt))
            .toList();
    return new Verdict(standing.rows(), wrong);
  }
}
