package io.tocsin.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Telemetry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A live detector of one rule for one subject, with what is needed to keep and to wake it. */
final class Slot<R, S> {
  private static final ObjectMapper JSON = StateJson.mapper();

  private final DetectorType<R, S> type;
  private final Class<R> kind;
  private final Watch watch;
  private final String enabledLabel;
  private final String key;
  private final Detector<R> detector;
  private final @Nullable Admission admission;
  private Instant lastRecord;
  Instant scheduled = Instant.MAX;
  boolean dirty;
  boolean stored;

  private Slot(DetectorType<R, S> type, Watch watch, Detector<R> detector, Instant lastRecord) {
    this.type = type;
    kind = type.input().record();
    this.watch = watch;
    this.detector = detector;
    this.lastRecord = lastRecord;
    enabledLabel = watch.rule().name() + '.' + Rule.ENABLED.name();
    key = key(watch);
    admission = watch.rule().where().isAny() ? null : new Admission(watch.rule().where());
  }

  /** Whether the rule is for the container that the record is about. */
  boolean admits(Telemetry record, Acquaintances containers) {
    return admission == null || admission.admits(record, containers);
  }

  static <R, S> Slot<R, S> create(DetectorType<R, S> type, Watch watch, Instant at) {
    return new Slot<>(type, watch, type.create(watch), at);
  }

  /**
   * Brings a detector back.
   *
   * @throws IllegalArgumentException if the snapshot is of another detector, or of another version
   */
  static <R, S> Slot<R, S> restore(DetectorType<R, S> type, Watch watch, Snapshot kept) {
    if (!kept.detector().equals(type.name()) || kept.version() != type.state().version()) {
      throw new IllegalArgumentException(
          "a snapshot of %s version %d".formatted(kept.detector(), kept.version()));
    }
    try {
      S state = JSON.treeToValue(kept.state(), type.state().type());
      Slot<R, S> slot = new Slot<>(type, watch, type.restore(watch, state), kept.lastRecord());
      slot.stored = true;
      return slot;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a snapshot that cannot be read", e);
    }
  }

  /** The same detector, with all that it knows, under other values. */
  Slot<R, S> under(Rule rule) {
    try {
      Watch other = new Watch(rule, watch.subject());
      S state = JSON.readValue(JSON.writeValueAsBytes(detector.state()), type.state().type());
      Slot<R, S> slot = new Slot<>(type, other, type.restore(other, state), lastRecord);
      slot.stored = stored;
      return slot;
    } catch (java.io.IOException e) {
      throw new IllegalStateException("a state that does not survive JSON: " + type.name(), e);
    }
  }

  static String key(Watch watch) {
    return watch.subject().key() + '/' + watch.rule().name();
  }

  String key() {
    return key;
  }

  Watch watch() {
    return watch;
  }

  /** Hands a record over, if it is of the detector's kind and the container has not opted out. */
  boolean on(
      Object input, Instant at, @Nullable Map<String, String> labels, Consumer<Finding> out) {
    if (!kind.isInstance(input) || isSwitchedOff(labels)) {
      return false;
    }
    lastRecord = at;
    detector.on(kind.cast(input), out);
    return true;
  }

  /** Introduces a container, unless it has opted out. */
  boolean facts(ContainerFacts facts, Consumer<Finding> out) {
    if (isSwitchedOff(facts.traits().overrides())
        || (admission != null && !admission.admits(facts))) {
      return false;
    }
    lastRecord = facts.at().isAfter(lastRecord) ? facts.at() : lastRecord;
    detector.facts(facts, out);
    return true;
  }

  private boolean isSwitchedOff(@Nullable Map<String, String> labels) {
    return labels != null && "false".equalsIgnoreCase(labels.get(enabledLabel));
  }

  void tick(Instant watermark, Consumer<Finding> out) {
    detector.tick(watermark, out);
  }

  Instant wakeAt() {
    return detector.wakeAt();
  }

  Instant lastRecord() {
    return lastRecord;
  }

  boolean isBlank() {
    return detector.isBlank() && detector.open().isEmpty();
  }

  /** Ends what fires, because nothing can be told of it any more. */
  void giveUp(Instant at, String because, Consumer<Finding> out) {
    for (Finding open : List.copyOf(detector.open())) {
      out.accept(Alarm.resolved(open, at, because));
    }
  }

  byte[] snapshot() {
    return Snapshot.write(
        new Snapshot.Head(type.name(), type.state().version(), lastRecord, detector.open()),
        detector.state());
  }
}
