package io.tocsin.app.cli;

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

  static ReplayInput ofArchive(Path file, RecordRange range) {
    return new ReplayInput(range, () -> ArchiveSource.open(file));
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
