package io.tocsin.app.cli;

import io.tocsin.app.archive.ArchiveHead;
import io.tocsin.app.archive.ArchiveReader;
import io.tocsin.app.replay.ArchiveSource;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.replay.RecordSource;
import io.tocsin.app.replay.TopicSource;
import io.tocsin.app.roles.RecordedTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What is to be played, as often as wanted. {@code range} is what the incidents are told of. */
record ReplayInput(RecordRange range, Supplier<RecordSource> source) {

  /** An archive; without a range of its own it is told of what the archive was made for. */
  static ReplayInput ofArchive(Path file, Optional<RecordRange> range) {
    return new ReplayInput(range.orElseGet(() -> rangeOf(file)), () -> ArchiveSource.open(file));
  }

  private static RecordRange rangeOf(Path file) {
    try (ArchiveReader reader = ArchiveReader.open(file)) {
      Instant from = reader.head().map(ArchiveHead::from).orElse(Instant.MIN);
      return new RecordRange(from, Instant.MAX);
    }
  }

  /** An empty {@code warmUp} stands for all that is recorded. */
  static ReplayInput ofTopics(RecordedTopics topics, RecordRange range, Optional<Duration> warmUp) {
    Instant from =
        range.from().equals(Instant.MIN) || warmUp.isEmpty()
            ? Instant.MIN
            : range.from().minus(warmUp.get());
    RecordRange read = new RecordRange(from, range.to());
    return new ReplayInput(range, () -> TopicSource.open(topics.kafka(), topics.topics(), read));
  }

  RecordSource open() {
    return source.get();
  }
}
