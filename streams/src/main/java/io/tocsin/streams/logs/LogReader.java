package io.tocsin.streams.logs;

import io.tocsin.streams.templates.TemplateMiner;
import io.tocsin.telemetry.LogLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one service, each once for all detectors: joins them to entries by the stream
 * that wrote them, finds levels and requests. Makes no objects for an ordinary line.
 */
public final class LogReader {
  /** Of the state; another version is forgotten, not misread. */
  public static final int VERSION = 1;

  private final Writers writers;
  private final TemplateMiner miner;
  private final ReadLine read;

  /** What is kept: where each container's streams stand, by container id. */
  public record State(Map<String, Entries.State> stdout, Map<String, Entries.State> stderr) {}

  /**
   * Goes on where another reader stood.
   *
   * @param kept its state; null to begin anew
   * @param templates the templates that were known; null for none
   */
  public LogReader(@Nullable State kept, TemplateMiner.@Nullable State templates) {
    writers = new Writers(kept);
    miner = new TemplateMiner(templates);
    read = new ReadLine(miner);
  }

  /** Reads the next line; what it gives out is good until the next one is read. */
  public ReadLine read(LogLine line) {
    read.of(line, writers.of(line));
    return read;
  }

  public State state() {
    return writers.state();
  }

  /** The templates that are known; kept apart, as they change seldom and are larger. */
  public TemplateMiner.State templates() {
    return miner.state();
  }

  /** Changes when {@link #templates} has, so that they need not be kept each time. */
  public long templateChanges() {
    return miner.changes();
  }
}
