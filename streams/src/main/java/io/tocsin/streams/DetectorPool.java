package io.tocsin.streams;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live detectors of one partition. Knows nothing of Kafka: it is fed with records and with the
 * watermark of each host, and asked for snapshots.
 */
final class DetectorPool {
  /** After so long without a record a service is gone for good. */
  private static final Duration GONE = Duration.ofDays(7);

  /** The same for a container without a service that was removed: a job seldom has a name twice. */
  private static final Duration GONE_REMOVED = Duration.ofHours(1);

  /** A detector that knows nothing can be made anew at any time. */
  private static final Duration GONE_BLANK = Duration.ofMinutes(10);

  private final Source source;
  private List<Rule> rules;
  private final Failures failures;
  private final Map<Subject, Watched> subjects = new HashMap<>();
  private final Map<String, Timers> hosts = new HashMap<>();
  private final Set<Slot<?, ?>> dirty = new LinkedHashSet<>();
  private final Acquaintances containers = new Acquaintances();
  private final Set<LineReading> read = new LinkedHashSet<>();
  private final List<String> deleted = new ArrayList<>();
  private final List<Finding> orphans = new ArrayList<>();

  /** A subject's detectors, and for which kinds of records they are complete. */
  private static final class Watched {
    private final List<Slot<?, ?>> slots = new ArrayList<>();
    private final Set<Class<?>> kinds = new HashSet<>();
    private @Nullable Class<?> lastKind;
    private @Nullable LineReading lines;

    /** Mostly it is the same kind again. */
    boolean isComplete(Class<?> kind) {
      if (kind != lastKind && kinds.contains(kind)) {
        lastKind = kind;
      }
      return kind == lastKind;
    }

    void isCompleteNoMore() {
      kinds.clear();
      lastKind = null;
    }
  }

  /** Hears of detectors that threw. */
  interface Failures {
    void failed(Rule rule, @Nullable Telemetry record, RuntimeException failure);
  }

  DetectorPool(Source source, List<Rule> rules, Failures failures) {
    this.source = source;
    this.rules = List.copyOf(rules);
    this.failures = failures;
  }

  /** Takes a kept snapshot in. */
  void restore(String key, byte[] value) {
    int slash = key.lastIndexOf('/');
    Snapshot snapshot;
    try {
      snapshot = Wire.read(value, Snapshot.class);
    } catch (TelemetryFormatException e) {
      deleted.add(key);
      return;
    }
    try {
      Subject subject = Subject.parse(key.substring(0, slash));
      if (Acquaintances.isKeptAs(key)) {
        containers.restore(subject, snapshot);
        return;
      }
      if (LineReading.isKeptAs(key)) {
        lines(subjects.computeIfAbsent(subject, s -> new Watched()), subject).restore(snapshot);
        return;
      }
      Rule rule = rule(key.substring(slash + 1));
      Slot<?, ?> slot = Slot.restore(rule.type(), new Watch(rule, subject), snapshot);
      subjects.computeIfAbsent(subject, s -> new Watched()).slots.add(slot);
      timers(subject).wake(slot, next(slot));
    } catch (RuntimeException e) {
      // The rule is gone or has changed: what it left firing is ended with the next heartbeat.
      orphans.addAll(snapshot.open());
      deleted.add(key);
    }
  }

  private Rule rule(String name) {
    return rules.stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule " + name));
  }

  /** Takes a record in. */
  void on(Telemetry record, Consumer<Finding> out) {
    Subject subject = subject(record);
    Watched watched = subjects.get(subject);
    if (watched == null || !watched.isComplete(record.getClass())) {
      watched = complete(subject, record, out);
    }
    if (record instanceof ContainerFacts facts) {
      introduce(watched, facts, out);
      return;
    }
    Object input = record instanceof LogLine line ? read(watched, line) : record;
    Map<String, String> labels = labels(record);
    for (Slot<?, ?> slot : watched.slots) {
      try {
        if (slot.admits(record, containers) && slot.on(input, record.at(), labels, out)) {
          touched(slot);
        }
      } catch (RuntimeException e) {
        failures.failed(slot.watch().rule(), record, e);
      }
    }
  }

  private void introduce(Watched watched, ContainerFacts facts, Consumer<Finding> out) {
    containers.learn(facts);
    for (Slot<?, ?> slot : watched.slots) {
      introduce(slot, facts, out);
    }
    if (watched.slots.isEmpty() && watched.lines == null) {
      subjects.remove(facts.subject());
    }
  }

  private void introduce(Slot<?, ?> slot, ContainerFacts facts, Consumer<Finding> out) {
    try {
      if (slot.facts(facts, out)) {
        touched(slot);
      }
    } catch (RuntimeException e) {
      failures.failed(slot.watch().rule(), facts, e);
    }
  }

  /** Lines are read once, for all detectors. */
  private ReadLine read(Watched watched, LogLine line) {
    LineReading lines = lines(watched, line.subject());
    if (!lines.dirty) {
      lines.dirty = true;
      read.add(lines);
    }
    return lines.read(line);
  }

  private static LineReading lines(Watched watched, Subject subject) {
    LineReading lines = watched.lines;
    if (lines == null) {
      lines = new LineReading(subject);
      watched.lines = lines;
    }
    return lines;
  }

  private Subject subject(Telemetry record) {
    return source == Source.HOST_EVENTS || source == Source.LIVENESS
        ? Subject.ofEngine(record.subject().host())
        : record.subject();
  }

  /** Makes the detectors that take such records and are not there yet. */
  private Watched complete(Subject subject, Telemetry record, Consumer<Finding> out) {
    Watched watched = subjects.computeIfAbsent(subject, s -> new Watched());
    for (Rule rule : rules) {
      if (takes(rule, record)
          && isFor(rule, subject)
          && watched.slots.stream().noneMatch(slot -> slot.watch().rule().equals(rule))) {
        Slot<?, ?> slot = Slot.create(rule.type(), new Watch(rule, subject), record.at());
        watched.slots.add(slot);
        timers(subject).wake(slot, next(slot));
        containers.of(subject).forEach(facts -> introduce(slot, facts, out));
      }
    }
    watched.kinds.add(record.getClass());
    return watched;
  }

  /** A host's own detectors are for its subjects one by one, which the records tell. */
  private static boolean isFor(Rule rule, Subject subject) {
    return subject.isEngine() || rule.where().fits(subject);
  }

  /**
   * Other rules are in force from now on. A rule that keeps its name, its detector and its
   * containers keeps all that it knows; what another has left firing ends.
   */
  void change(List<Rule> next, Instant at, Consumer<Finding> out) {
    rules = List.copyOf(next);
    for (Watched watched : List.copyOf(subjects.values())) {
      for (Slot<?, ?> slot : List.copyOf(watched.slots)) {
        Rule rule = successor(slot.watch().rule());
        if (rule == null) {
          slot.giveUp(at, "its rule is not in force any more", out);
          remove(slot);
        } else if (!rule.equals(slot.watch().rule())) {
          replace(watched, slot, slot.under(rule));
        }
      }
      watched.isCompleteNoMore();
    }
  }

  private @Nullable Rule successor(Rule old) {
    return rules.stream()
        .filter(rule -> rule.name().equals(old.name()))
        .filter(rule -> rule.type().equals(old.type()) && rule.where().equals(old.where()))
        .findFirst()
        .orElse(null);
  }

  private void replace(Watched watched, Slot<?, ?> old, Slot<?, ?> now) {
    watched.slots.set(watched.slots.indexOf(old), now);
    dirty.remove(old);
    old.scheduled = Instant.MAX;
    touched(now);
  }

  private static boolean takes(Rule rule, Telemetry record) {
    if (record instanceof ContainerFacts) {
      return rule.type().input().introduced();
    }
    Class<?> input = record instanceof LogLine ? ReadLine.class : record.getClass();
    return rule.type().input().record().isAssignableFrom(input);
  }

  private static @Nullable Map<String, String> labels(Telemetry record) {
    if (record instanceof LogLine line) {
      return line.overrides();
    }
    if (record instanceof ResourceSample sample) {
      return sample.overrides();
    }
    return record instanceof EngineEvent event && event.traits() != null
        ? event.traits().overrides()
        : null;
  }

  private void touched(Slot<?, ?> slot) {
    if (!slot.dirty) {
      slot.dirty = true;
      dirty.add(slot);
    }
    Instant wake = slot.wakeAt();
    if (wake.isBefore(slot.scheduled)) {
      timers(slot.watch().subject()).wake(slot, wake);
    }
  }

  private Timers timers(Subject subject) {
    return hosts.computeIfAbsent(subject.host(), host -> new Timers());
  }

  private Instant next(Slot<?, ?> slot) {
    Instant gone = slot.lastRecord().plus(patience(slot));
    return slot.wakeAt().isBefore(gone) ? slot.wakeAt() : gone;
  }

  private Duration patience(Slot<?, ?> slot) {
    if (slot.isBlank()) {
      return GONE_BLANK;
    }
    Subject subject = slot.watch().subject();
    boolean removed =
        !subject.isEngine() && subject.stack().isEmpty() && containers.of(subject).isEmpty();
    return removed ? GONE_REMOVED : GONE;
  }

  /** Everything of this host up to the watermark has been seen. */
  void advance(String host, Instant watermark, Consumer<Finding> out) {
    endOrphans(host, watermark, out);
    containers.sweep(host, watermark);
    Timers timers = hosts.get(host);
    if (timers == null) {
      return;
    }
    for (Slot<?, ?> slot : timers.due(watermark)) {
      Duration patience = patience(slot);
      if (slot.lastRecord().plus(patience).isBefore(watermark)) {
        slot.giveUp(
            watermark, "nothing has been heard of it for " + Durations.format(patience), out);
        remove(slot);
      } else {
        tick(slot, watermark, out);
      }
    }
  }

  /** For detectors that watch time itself go by. */
  void advanceAll(Instant now, Consumer<Finding> out) {
    List.copyOf(hosts.keySet()).forEach(host -> advance(host, now, out));
  }

  private void endOrphans(String host, Instant watermark, Consumer<Finding> out) {
    for (Iterator<Finding> each = orphans.iterator(); each.hasNext(); ) {
      Finding orphan = each.next();
      if (orphan.subject().host().equals(host)) {
        each.remove();
        out.accept(Alarm.resolved(orphan, watermark, "its rule is not in force any more"));
      }
    }
  }

  private void tick(Slot<?, ?> slot, Instant watermark, Consumer<Finding> out) {
    try {
      if (!slot.wakeAt().isAfter(watermark)) {
        slot.tick(watermark, out);
        dirty.add(slot);
        slot.dirty = true;
      }
      Instant next = next(slot);
      timers(slot.watch().subject())
          .wake(slot, next.isAfter(watermark) ? next : watermark.plusNanos(1));
    } catch (RuntimeException e) {
      failures.failed(slot.watch().rule(), null, e);
      slot.giveUp(watermark, "its detector failed", out);
      remove(slot);
    }
  }

  private void remove(Slot<?, ?> slot) {
    dirty.remove(slot);
    timers(slot.watch().subject()).cancel(slot);
    if (slot.stored) {
      deleted.add(slot.key());
    }
    Subject subject = slot.watch().subject();
    Watched watched = subjects.get(subject);
    if (watched != null) {
      watched.slots.remove(slot);
      watched.isCompleteNoMore();
      if (watched.slots.isEmpty()) {
        subjects.remove(subject);
        forget(watched.lines);
      }
    }
  }

  private void forget(@Nullable LineReading lines) {
    if (lines != null) {
      read.remove(lines);
      deleted.addAll(lines.stored());
    }
  }

  /** Gives out what has changed since the last time. */
  void write(BiConsumer<String, byte[]> put, Consumer<String> delete) {
    deleted.forEach(delete);
    deleted.clear();
    containers.write(put, delete);
    for (Slot<?, ?> slot : dirty) {
      slot.dirty = false;
      if (!slot.isBlank()) {
        put.accept(slot.key(), slot.snapshot());
        slot.stored = true;
      } else if (slot.stored) {
        delete.accept(slot.key());
        slot.stored = false;
      }
    }
    dirty.clear();
    for (LineReading lines : read) {
      lines.write(put);
    }
    read.clear();
    deleted.forEach(delete);
    deleted.clear();
  }

  /** How many subjects are watched. */
  int size() {
    return subjects.size();
  }

  /** How many detectors wait for a time; each waits once. */
  int timers() {
    return hosts.values().stream().mapToInt(Timers::size).sum();
  }
}
