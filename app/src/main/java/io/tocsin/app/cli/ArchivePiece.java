package io.tocsin.app.cli;

import io.tocsin.app.archive.ArchiveEnd;
import io.tocsin.app.archive.ArchiveEnd.TopicCount;
import io.tocsin.app.archive.ArchiveHead.Redaction;
import io.tocsin.app.config.Settings;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.record.Recording;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.replay.TopicSource;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An archive to be written.
 *
 * @param range what it is about
 * @param warmUp how much of before goes in, too; empty for all there is
 */
record ArchivePiece(Path file, RecordRange range, Optional<Duration> warmUp, Redaction redaction) {

  /** Writes it, and says what is in it. */
  void write(Session session, Settings settings, RecordedTopics topics) {
    boolean isAll = range.from().equals(Instant.MIN) || warmUp.isEmpty();
    Instant from = isAll ? Instant.MIN : range.from().minus(warmUp.get());
    Recording recording =
        new Recording(
            new Recording.Order(
                "tocsin record " + Version.number(),
                Instant.now(),
                range,
                redaction,
                new LinkedHashMap<>(settings.depends())));
    Progress progress = new Progress(session.terminal());
    RecordRange read = new RecordRange(from, range.to());
    try (TopicSource source = TopicSource.open(topics.kafka(), topics.topics(), read)) {
      ArchiveEnd end =
          recording.write(
              source, file, (records, at, share) -> progress.reached("Record", records, at, share));
      progress.clear();
      source.remarks().forEach(session.terminal()::note);
      session.terminal().line(summary(end));
    }
  }

  private String summary(ArchiveEnd end) {
    return String.format(
        Locale.ROOT, "%s: %,d records%s, %s.", file, end.records(), telemetry(end), size());
  }

  /** From when to when telemetry is; facts and rules are older. */
  private static String telemetry(ArchiveEnd end) {
    List<TopicCount> counts =
        Topics.DEFAULT.telemetry().stream()
            .flatMap(topic -> Optional.ofNullable(end.topics().get(topic)).stream())
            .toList();
    if (counts.isEmpty()) {
      return ", no telemetry among them";
    }
    return ", telemetry from %s to %s"
        .formatted(
            second(counts.stream().map(TopicCount::from).min(Instant::compareTo)),
            second(counts.stream().map(TopicCount::to).max(Instant::compareTo)));
  }

  private static Instant second(Optional<Instant> time) {
    return time.orElseThrow().truncatedTo(ChronoUnit.SECONDS);
  }

  private Bytes size() {
    try {
      return new Bytes(Files.size(file));
    } catch (IOException e) {
      throw new WrongUse(file + " is gone: " + e, "Who took it away?", e);
    }
  }
}
