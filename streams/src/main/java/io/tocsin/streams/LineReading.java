package io.tocsin.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.streams.logs.LogReader;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import java.util.List;

/** The reader of a service's lines, kept beside the detectors that it reads for. */
final class LineReading {
  /** In the place of a rule's name, and no name that a rule may have. */
  private static final String NAME = "@reader";

  private static final ObjectMapper JSON = StateJson.mapper();

  private final String key;
  private final LogReader reader;
  private Instant lastRecord;
  boolean dirty;
  boolean stored;

  private LineReading(Subject subject, LogReader reader, Instant lastRecord) {
    this.key = subject.key() + '/' + NAME;
    this.reader = reader;
    this.lastRecord = lastRecord;
  }

  static LineReading begin(Subject subject) {
    return new LineReading(subject, new LogReader(null), Instant.MIN);
  }

  /** Whether this is the kept state of a reader, not of a detector. */
  static boolean isKeptAs(String key) {
    return key.endsWith('/' + NAME);
  }

  /**
   * Goes on where another stood.
   *
   * @throws IllegalArgumentException if the snapshot is of another version
   */
  static LineReading restore(Subject subject, Snapshot kept) {
    if (kept.version() != LogReader.VERSION) {
      throw new IllegalArgumentException("a reader's snapshot of version " + kept.version());
    }
    try {
      LogReader.State state = JSON.treeToValue(kept.state(), LogReader.State.class);
      LineReading reading = new LineReading(subject, new LogReader(state), kept.lastRecord());
      reading.stored = true;
      return reading;
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

  String key() {
    return key;
  }

  byte[] snapshot() {
    return Wire.write(
        new Snapshot(
            NAME, LogReader.VERSION, lastRecord, List.of(), JSON.valueToTree(reader.state())));
  }
}
