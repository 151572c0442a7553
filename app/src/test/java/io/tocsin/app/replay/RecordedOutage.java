package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two stacks of the fault suite as Tocsin recorded them on a real engine: one is given an image
 * that cannot import a module, in the other the database stops answering its health check.
 */
public final class RecordedOutage {
  private static final Path FILE = Path.of("src/test/resources/recorded/two-stacks.tocsin");

  private RecordedOutage() {}

  /** All there is, what the live run found too. */
  public static RecordSource open() {
    return ArchiveSource.open(FILE);
  }

  /** What a collector would publish: telemetry and facts, each partition in its order. */
  public static List<ArchiveRecord> telemetry() {
    List<ArchiveRecord> records = new ArrayList<>();
    try (RecordSource source = open()) {
      for (ArchiveRecord next = source.next(); next != null; next = source.next()) {
        boolean isFact = next.topic().equals(Topics.DEFAULT.containers());
        if (isFact || Topics.DEFAULT.telemetry().contains(next.topic())) {
          records.add(next);
        }
      }
    }
    return records;
  }

  /** Plays a source to its end under the standard rules. */
  public static ReplayOutcome replay(RecordSource source, int threads) {
    ReplayPlan plan =
        new ReplayPlan(
            Optional.of(RuleBook.standard()),
            RuleBook.standard(),
            Dependencies.NONE,
            Instant.MIN,
            Instant.MAX,
            threads,
            0);
    return new Replay(plan, source, ReplayListener.NONE).run((records, at, share) -> {});
  }
}
