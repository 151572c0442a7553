package io.tocsin.app.record;

import io.tocsin.app.archive.ArchiveEnd;
import io.tocsin.app.archive.ArchiveHead;
import io.tocsin.app.archive.ArchiveHead.Redaction;
import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.archive.ArchiveWriter;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.replay.RecordSource;
import io.tocsin.app.replay.ReplayProgress;
import io.tocsin.telemetry.RulesInForce;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what a source gives into one archive. */
public final class Recording {
  private static final Topics NAMES = Topics.DEFAULT;
  private static final Set<String> OF_THE_LIVE_RUN = Set.of(NAMES.findings(), NAMES.incidents());

  private final Order order;
  private final Masking masking;

  /**
   * What is wanted.
   *
   * @param by what writes it
   * @param range what the archive is about; what the source has of before is to warm up a replay
   * @param depends the dependencies that people declared, as a configuration has them
   */
  public record Order(
      String by,
      Instant now,
      RecordRange range,
      Redaction redaction,
      Map<String, Object> depends) {}

  public Recording(Order order) {
    this.order = order;
    masking = new Masking(order.redaction());
  }

  /**
   * Writes the archive.
   *
   * @param progress told now and then, in this thread
   * @return its last line
   */
  public ArchiveEnd write(RecordSource source, Path file, ReplayProgress progress) {
    List<ArchiveRecord> rules = new ArrayList<>();
    ArchiveRecord entry = source.next();
    while (entry != null && entry.topic().equals(NAMES.rules())) {
      rules.add(entry);
      entry = source.next();
    }
    try (ArchiveWriter writer = ArchiveWriter.create(file, head(rules))) {
      rules.forEach(writer::write);
      long count = 0;
      for (; entry != null; entry = source.next()) {
        ArchiveRecord kept = isWanted(entry) ? masking.of(entry) : null;
        if (kept != null) {
          writer.write(kept);
        }
        if (++count % 10_000 == 0) {
          progress.reached(count, entry.at(), source.share());
        }
      }
      return writer.finish();
    }
  }

  /** Of findings and incidents what was told in the range; of facts what was known at its end. */
  private boolean isWanted(ArchiveRecord entry) {
    boolean isBefore = entry.at().isBefore(order.range().from());
    return !(isBefore && OF_THE_LIVE_RUN.contains(entry.topic()))
        && !entry.at().isAfter(order.range().to());
  }

  private ArchiveHead head(List<ArchiveRecord> rules) {
    RecordRange range = order.range();
    return new ArchiveHead(
        ArchiveHead.SCHEMA,
        order.by(),
        order.now(),
        range.from().equals(Instant.MIN) ? null : range.from(),
        range.to().equals(Instant.MAX) ? null : range.to(),
        List.of(
            NAMES.rules(),
            NAMES.containers(),
            NAMES.incidents(),
            NAMES.findings(),
            NAMES.events(),
            NAMES.logs(),
            NAMES.stats()),
        order.redaction(),
        inForce(rules),
        order.depends());
  }

  /** The last that are not later than the range. */
  private @Nullable Map<String, Object> inForce(List<ArchiveRecord> rules) {
    Map<String, Object> found = null;
    for (ArchiveRecord entry : rules) {
      RulesInForce inForce = Wire.read(entry.value(), RulesInForce.class);
      if (found == null || !inForce.at().isAfter(order.range().to())) {
        found = inForce.rules();
      }
    }
    return found;
  }
}
