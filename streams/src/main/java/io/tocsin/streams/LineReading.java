package io.tocsin.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.streams.logs.LogReader;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.streams.templates.TemplateMiner;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.TelemetryFormatException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The reader of a service's lines, kept beside the detectors that it reads for. */
final class LineReading {
  /** In the place of a rule's name, and no name that a rule may have. */
  private static final String NAME = "@reader";

  private static final String TEMPLATES = "@templates";

  private static final ObjectMapper JSON = StateJson.mapper();

  private final Subject subject;
  private LogReader reader = new LogReader(null, null);
  private Instant lastRecord = Instant.MIN;
  private long keptChanges;
  private final Set<String> stored = new HashSet<>();
  boolean dirty;

  LineReading(Subject subject) {
    this.subject = subject;
  }

  /** Whether this is the kept state of a reader, not of a detector. */
  static boolean isKeptAs(String key) {
    return key.endsWith('/' + NAME) || key.endsWith('/' + TEMPLATES);
  }

  /**
   * Goes on where another stood.
   *
   * @throws IllegalArgumentException if the snapshot is of another version
   */
  void restore(Snapshot kept) {
    boolean templates = kept.detector().equals(TEMPLATES);
    if (kept.version() != (templates ? TemplateMiner.VERSION : LogReader.VERSION)) {
      throw new IllegalArgumentException(
          "a snapshot of %s version %d".formatted(kept.detector(), kept.version()));
    }
    try {
      reader =
          templates
              ? new LogReader(
                  reader.state(), JSON.treeToValue(kept.state(), TemplateMiner.State.class))
              : new LogReader(
                  JSON.treeToValue(kept.state(), LogReader.State.class), reader.templates());
      lastRecord = kept.lastRecord();
      stored.add(key(kept.detector()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a snapshot that cannot be read", e);
    }
  }

  /**
   * Reads the next line.
   *
   * @throws TelemetryFormatException if the reader fails at it
   */
  ReadLine read(LogLine line) {
    lastRecord = line.at();
    try {
      return reader.read(line);
    } catch (RuntimeException e) {
      throw new TelemetryFormatException("the line cannot be read", e);
    }
  }

  private String key(String name) {
    return subject.key() + '/' + name;
  }

  /** Gives out what has changed since the last time. */
  void write(BiConsumer<String, byte[]> put) {
    dirty = false;
    put(NAME, LogReader.VERSION, reader.state(), put);
    if (reader.templateChanges() != keptChanges) {
      keptChanges = reader.templateChanges();
      put(TEMPLATES, TemplateMiner.VERSION, reader.templates(), put);
    }
  }

  private void put(String name, int version, Object state, BiConsumer<String, byte[]> put) {
    Snapshot.Head head = new Snapshot.Head(name, version, lastRecord, List.of());
    put.accept(key(name), Snapshot.write(head, state));
    stored.add(key(name));
  }

  /** The keys under which it is kept. */
  Set<String> stored() {
    return stored;
  }
}
