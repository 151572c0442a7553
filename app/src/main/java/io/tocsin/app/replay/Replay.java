package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.replay.Batch.Entry;
import io.tocsin.streams.ReplayCorrelation;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Progress;
import io.tocsin.telemetry.RulesInForce;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One replay. Records come from the source in one order; services are shared out among lanes, each
 * a thread with the detectors of its services; what they find comes together again, batch by batch,
 * in an order that does not hang on threads. Memory does not grow with the record.
 */
public final class Replay {
  private static final Topics NAMES = Topics.DEFAULT;
  private static final Map<String, Source> TELEMETRY =
      Map.of(NAMES.events(), Source.EVENTS, NAMES.logs(), Source.LOGS, NAMES.stats(), Source.STATS);

  private static final byte[] HEARTBEAT =
      ("{\"schema\":\"" + Heartbeat.SCHEMA + '"').getBytes(StandardCharsets.US_ASCII);

  private final ReplayPlan plan;
  private final RecordSource source;
  private final ReplayListener listener;
  private final Trouble trouble = new Trouble();
  private final Incidents incidents;
  private final Incidents recorded;
  private final Correlating correlating;
  private final RuleHistory rules;
  private boolean areRulesKnown;
  private boolean areFactsTold;
  private long records;
  private @Nullable Instant first;
  private Instant last = Instant.MIN;
  private long began;

  public Replay(ReplayPlan plan, RecordSource source, ReplayListener listener) {
    this.plan = plan;
    this.source = source;
    this.listener = listener;
    incidents = new Incidents(plan.from(), plan.to());
    recorded = new Incidents(plan.from(), plan.to());
    correlating = new Correlating(new ReplayCorrelation(plan.depends()), incidents, listener);
    rules = RuleHistory.of(plan.rules().orElse(plan.standard()));
  }

  /**
   * Plays the source to its end.
   *
   * @param progress told after each batch, in this thread
   */
  public ReplayOutcome run(ReplayProgress progress) {
    try (Lanes lanes = new Lanes(plan.threads(), rules, trouble)) {
      Batch current = new Batch(plan.threads());
      Batch next = new Batch(plan.threads());
      boolean isMore = fill(current, lanes);
      lanes.start(current);
      while (isMore || current.size() > 0) {
        isMore = isMore && fill(next, lanes);
        lanes.await();
        lanes.start(next);
        finish(current);
        progress.reached(records, last, source.share());
        Batch done = current;
        current = next;
        next = done;
      }
      lanes.await();
    }
    correlating.finish();
    List<String> remarks = new ArrayList<>(source.remarks());
    remarks.addAll(trouble.remarks());
    return new ReplayOutcome(
        incidents.list(),
        recorded.list(),
        records,
        correlating.findings(),
        first,
        first == null ? null : last,
        remarks);
  }

  /** False at the end. */
  private boolean fill(Batch batch, Lanes lanes) {
    batch.clear();
    while (!batch.isFull()) {
      ArchiveRecord entry = source.next();
      if (entry == null) {
        return false;
      }
      Source topic = TELEMETRY.get(entry.topic());
      if (topic == null) {
        takeOther(entry);
      } else if (!entry.at().isAfter(plan.to())) {
        add(entry, topic, batch, lanes);
        if (isDue(batch)) {
          return true;
        }
      }
    }
    return true;
  }

  private void add(ArchiveRecord from, Source topic, Batch batch, Lanes lanes) {
    Entry entry = batch.add();
    entry.topic = topic;
    entry.partition = from.place().partition();
    entry.timestamp = from.place().timestamp();
    entry.value = from.value();
    boolean isHeartbeat = isHeartbeat(entry.value);
    entry.lane = isHeartbeat ? Batch.EVERY : lanes.of(from.key());
    if (isHeartbeat || topic == Source.EVENTS) {
      Telemetry telemetry = lanes.read(entry);
      if (telemetry instanceof ContainerFacts facts && !areFactsTold) {
        correlating.learn(facts);
      }
    }
    records++;
    Instant at = from.at();
    first = first == null ? at : first;
    last = at.isAfter(last) ? at : last;
  }

  private static boolean isHeartbeat(byte[] value) {
    return value.length > HEARTBEAT.length
        && Arrays.equals(value, 0, HEARTBEAT.length, HEARTBEAT, 0, HEARTBEAT.length);
  }

  /** Facts, findings, incidents and rules of the live run; what else there is does not matter. */
  private void takeOther(ArchiveRecord entry) {
    try {
      if (entry.topic().equals(NAMES.containers())) {
        areFactsTold = true;
        if (Wire.readTelemetry(entry.value()) instanceof ContainerFacts facts) {
          correlating.learn(facts);
        }
      } else if (entry.topic().equals(NAMES.findings())) {
        takeFound(entry.value());
      } else if (entry.topic().equals(NAMES.incidents())) {
        recorded.put(Wire.read(entry.value(), Incident.class));
      } else if (entry.topic().equals(NAMES.rules()) && plan.rules().isEmpty()) {
        takeRules(Wire.read(entry.value(), RulesInForce.class));
      }
    } catch (TelemetryFormatException e) {
      trouble.unreadable(String.valueOf(e.getMessage()));
    }
  }

  private void takeFound(byte[] value) {
    if (Progress.isProgress(value)) {
      correlating.recorded(Wire.read(value, Progress.class));
    } else {
      correlating.recorded(Wire.read(value, Finding.class));
    }
  }

  /** The first of them hold for what was before, too. */
  private void takeRules(RulesInForce inForce) {
    RuleBook book = RuleBook.ofTree(inForce.rules()).book();
    rules.add(areRulesKnown ? inForce.at() : Instant.MIN, book);
    areRulesKnown = true;
  }

  private void finish(Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      Telemetry telemetry = batch.get(i).telemetry;
      if (telemetry != null) {
        listener.telemetry(telemetry);
      }
    }
    batch.findings().forEach(correlating::arrived);
    if (batch.size() > 0) {
      correlating.advance(Instant.ofEpochMilli(batch.get(batch.size() - 1).timestamp));
    }
    batch.clear();
  }

  /** Keeps to the speed that is wanted; true if what has been read is to be played first. */
  private boolean isDue(Batch batch) {
    if (plan.speed() <= 0 || first == null || last.isBefore(plan.from())) {
      return false;
    }
    began = began == 0 ? System.nanoTime() : began;
    Instant start = first.isAfter(plan.from()) ? first : plan.from();
    double due = Duration.between(start, last).toNanos() / plan.speed();
    long ahead = (long) due - (System.nanoTime() - began);
    if (ahead < TimeUnit.MILLISECONDS.toNanos(50)) {
      return false;
    }
    LockSupport.parkNanos(Math.min(ahead, TimeUnit.SECONDS.toNanos(1)));
    return batch.size() > 0;
  }
}
