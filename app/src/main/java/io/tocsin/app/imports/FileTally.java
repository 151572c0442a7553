package io.tocsin.app.imports;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Telemetry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of one file, counted. */
public final class FileTally {
  private static final int MOST_REASONS = 200;

  private final Path path;
  private final Map<String, Count> kept = new LinkedHashMap<>();
  private final Map<String, Count> empty = new LinkedHashMap<>();
  private final Map<String, Count> refused = new LinkedHashMap<>();
  private final Map<String, Count> notes = new LinkedHashMap<>();
  private long records;
  private @Nullable Instant from;
  private @Nullable Instant to;

  /** How often, and in which line first. */
  public record Count(long count, int firstLine) {
    Count more() {
      return new Count(count + 1, firstLine);
    }
  }

  FileTally(Path path) {
    this.path = path;
  }

  void add(int line, Outcome outcome) {
    if (outcome instanceof Outcome.Kept one) {
      count(kept, one.format(), line);
      if (!one.note().isEmpty()) {
        count(notes, one.note(), line);
      }
      one.records().forEach(this::add);
    } else if (outcome instanceof Outcome.Empty one) {
      count(empty, one.reason(), line);
    } else if (outcome instanceof Outcome.Refused one) {
      count(refused, one.reason(), line);
    }
  }

  private void add(Telemetry record) {
    records++;
    if (record instanceof ContainerFacts) {
      return; // known of the time when the file was made, which says nothing of what happened
    }
    Instant at = record.at();
    from = from == null || at.isBefore(from) ? at : from;
    to = to == null || at.isAfter(to) ? at : to;
  }

  private static void count(Map<String, Count> counts, String what, int line) {
    String key = counts.size() < MOST_REASONS || counts.containsKey(what) ? what : "other reasons";
    counts.merge(key, new Count(1, line), (known, one) -> known.more());
  }

  public Path path() {
    return path;
  }

  /** What was understood, by format. */
  public Map<String, Count> kept() {
    return kept;
  }

  /** In what there is nothing to keep, by reason. */
  public Map<String, Count> empty() {
    return empty;
  }

  /** What could not be understood, by reason. */
  public Map<String, Count> refused() {
    return refused;
  }

  /** What was assumed. */
  public Map<String, Count> notes() {
    return notes;
  }

  public long records() {
    return records;
  }

  /** When the first record happened; null without any. */
  public @Nullable Instant from() {
    return from;
  }

  /** When the last record happened; null without any. */
  public @Nullable Instant to() {
    return to;
  }

  /** How many lines could not be understood. */
  public long refusals() {
    return refused.values().stream().mapToLong(Count::count).sum();
  }
}
