package io.tocsin.app.cli;

import io.tocsin.app.archive.ArchiveHead;
import io.tocsin.app.archive.ArchiveReader;
import io.tocsin.app.cli.RangeOptions.Wanted;
import io.tocsin.app.replay.ArchiveSource;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.replay.RecordSource;
import io.tocsin.app.replay.TopicSource;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.telemetry.Incident;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is to be played, as often as wanted. {@code wanted} is what the incidents are told of. */
record ReplayInput(Wanted wanted, Supplier<RecordSource> source) {

  /** An archive; without a range of its own it is told of what the archive was made for. */
  static ReplayInput ofArchive(Path file, RangeOptions options, ZonedDateTime now) {
    Wanted wanted =
        options.isGiven()
            ? options.wanted(() -> ArchiveSource.incidents(file), now)
            : new Wanted(rangeOf(file), Optional.empty());
    return new ReplayInput(wanted, () -> ArchiveSource.open(file));
  }

  private static RecordRange rangeOf(Path file) {
    try (ArchiveReader reader = ArchiveReader.open(file)) {
      Instant from = reader.head().map(ArchiveHead::from).orElse(Instant.MIN);
      return new RecordRange(from, Instant.MAX);
    }
  }

  /** An empty {@code warmUp} stands for all that is recorded. */
  static ReplayInput ofTopics(RecordedTopics topics, Wanted wanted, Optional<Duration> warmUp) {
    RecordRange range = wanted.range();
    Instant from =
        range.from().equals(Instant.MIN) || warmUp.isEmpty()
            ? Instant.MIN
            : range.from().minus(warmUp.get());
    RecordRange read = new RecordRange(from, range.to());
    return new ReplayInput(wanted, () -> TopicSource.open(topics.kafka(), topics.topics(), read));
  }

  RecordRange range() {
    return wanted.range();
  }

  /** The one that it is about, if it is about one; else all. */
  List<Incident> about(List<Incident> found) {
    return wanted.about().isEmpty()
        ? found
        : found.stream().filter(each -> each.id().equals(wanted.about().get().id())).toList();
  }

  RecordSource open() {
    return source.get();
  }
}
