package io.tocsin.app.imports;

import io.tocsin.telemetry.Telemetry;
import java.util.List;

/** What became of a line, or of an entry of a JSON document: nothing goes without one. */
sealed interface Outcome {

  /**
   * It was understood.
   *
   * @param format what it was taken for, such as {@code docker logs -t}
   * @param records what it tells
   * @param note what was assumed; empty for nothing
   */
  record Kept(String format, List<Telemetry> records, String note) implements Outcome {
    public Kept {
      records = List.copyOf(records);
    }

    static Kept of(String format, Telemetry record) {
      return new Kept(format, List.of(record), "");
    }
  }

  /** It was understood, and there is nothing in it to keep. */
  record Empty(String reason) implements Outcome {}

  /** It could not be understood. */
  record Refused(String reason) implements Outcome {}
}
