package io.tocsin.app.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.app.archive.ArchiveEnd;
import io.tocsin.app.archive.ArchiveHead;
import io.tocsin.app.archive.ArchiveReader;
import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.archive.ArchiveWriter;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Heartbeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RingTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Bytes ROOMY = Bytes.parse("1g");

  @TempDir private Path folder;

  @Test
  void takesPeriodsThatAreOverTheOldestFirstAndOnlyAsManyAsItKeeps() {
    Ring ring = new Ring(folder, HOUR, 3, ROOMY);

    List<Instant> begun = fill(ring, NOON.plusSeconds(1_800));

    assertThat(begun)
        .containsExactly(
            NOON.minus(HOUR.multipliedBy(3)), NOON.minus(HOUR.multipliedBy(2)), NOON.minus(HOUR));
    assertThat(names())
        .containsExactly(
            "tocsin-20261122T0900Z.tocsin",
            "tocsin-20261122T1000Z.tocsin",
            "tocsin-20261122T1100Z.tocsin");
    assertThat(ring.next(NOON.plusSeconds(1_800))).isEqualTo(NOON.plus(HOUR));
  }

  @Test
  void leavesNothingOutBetweenTwoPeriodsAndTakesNothingTwice() {
    Ring ring = new Ring(folder, HOUR, 2, ROOMY);

    RecordRange first = ring.missing(NOON, Instant.MIN).orElseThrow();
    write(ring.file(first.from()));
    RecordRange second = ring.missing(NOON, Instant.MIN).orElseThrow();

    assertThat(second.from()).isEqualTo(first.to().plusMillis(1));
  }

  @Test
  void makesUpForWhatWasMissedWhileItDidNotRun() {
    fill(new Ring(folder, HOUR, 10, ROOMY), NOON);

    List<Instant> begun = fill(new Ring(folder, HOUR, 10, ROOMY), NOON.plus(HOUR.multipliedBy(3)));

    assertThat(begun).containsExactly(NOON, NOON.plus(HOUR), NOON.plus(HOUR.multipliedBy(2)));
  }

  @Test
  void takesAPeriodAgainThatACrashCutShort() throws IOException {
    Ring ring = new Ring(folder, HOUR, 2, ROOMY);
    Path file = ring.file(NOON.minus(HOUR));
    try (ArchiveWriter writer = ArchiveWriter.create(file, head())) {
      writer.write(record());
      // the process is gone before it is finished
    }
    assertThat(file).doesNotExist();

    assertThat(fill(new Ring(folder, HOUR, 2, ROOMY), NOON)).contains(NOON.minus(HOUR));

    assertThat(names())
        .containsExactly("tocsin-20261122T1000Z.tocsin", "tocsin-20261122T1100Z.tocsin");
    try (ArchiveReader reader = ArchiveReader.open(file)) {
      while (reader.next() != null) {}
      assertThat(reader.isWhole()).isTrue();
    }
  }

  @Test
  void letsTheOldestGiveWayAndWhatACrashLeftOfThemButNothingOfOthers() throws IOException {
    Ring ring = new Ring(folder, HOUR, 2, ROOMY);
    fill(ring, NOON);
    Files.createFile(folder.resolve("tocsin-20261121T0300Z.tocsin.part"));
    Files.createFile(folder.resolve("tocsin-of-mine.tocsin"));
    Files.createFile(folder.resolve("notes.txt"));
    fill(ring, NOON.plus(HOUR));

    List<Path> gone = ring.trim(NOON.plus(HOUR));

    assertThat(gone)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("tocsin-20261121T0300Z.tocsin.part", "tocsin-20261122T1000Z.tocsin");
    assertThat(names())
        .containsExactly(
            "notes.txt",
            "tocsin-20261122T1100Z.tocsin",
            "tocsin-20261122T1200Z.tocsin",
            "tocsin-of-mine.tocsin");
  }

  @Test
  void goesOnBehindPeriodsOfWhichNothingWasRecorded() {
    Ring ring = new Ring(folder, HOUR, 3, ROOMY);
    RecordRange empty = ring.missing(NOON, Instant.MIN).orElseThrow();

    Optional<RecordRange> next = ring.missing(NOON, empty.to().plusMillis(1));

    assertThat(next.orElseThrow().from()).isEqualTo(empty.to().plusMillis(1));
  }

  @Test
  void letsTheOldestGiveWayBeyondItsSizeAndDoesNotMakeThemAgain() throws IOException {
    fill(new Ring(folder, HOUR, 5, ROOMY), NOON);
    long one = Files.size(folder.resolve("tocsin-20261122T1100Z.tocsin"));
    Ring ring = new Ring(folder, HOUR, 5, new Bytes(3 * one + one / 2));

    assertThat(ring.trim(NOON)).hasSize(2);
    assertThat(names())
        .containsExactly(
            "tocsin-20261122T0900Z.tocsin",
            "tocsin-20261122T1000Z.tocsin",
            "tocsin-20261122T1100Z.tocsin");
    assertThat(ring.missing(NOON, Instant.MIN)).as("there is no room for it").isEmpty();
    assertThat(ring.missing(NOON.plus(HOUR), Instant.MIN))
        .as("the newest is made all the same")
        .hasValueSatisfying(range -> assertThat(range.from()).isEqualTo(NOON));
  }

  @Test
  void keepsTheNewestHoweverLargeItIs() {
    Ring ring = new Ring(folder, HOUR, 3, new Bytes(1));
    fill(new Ring(folder, HOUR, 2, ROOMY), NOON);

    assertThat(ring.trim(NOON)).hasSize(1);
    assertThat(names()).containsExactly("tocsin-20261122T1100Z.tocsin");
  }

  @Test
  void refusesWhatIsNoRing() {
    assertThatThrownBy(() -> new Ring(folder, Duration.ofSeconds(59), 3, ROOMY))
        .isInstanceOf(WrongUse.class);
    assertThatThrownBy(() -> new Ring(folder, HOUR, 0, ROOMY)).isInstanceOf(WrongUse.class);
  }

  /** Writes what is missing, as the command does; says of when. */
  private static List<Instant> fill(Ring ring, Instant now) {
    List<Instant> begun = new ArrayList<>();
    for (Optional<RecordRange> next = ring.missing(now, Instant.MIN);
        next.isPresent();
        next = ring.missing(now, Instant.MIN)) {
      begun.add(next.get().from());
      write(ring.file(next.get().from()));
    }
    return begun;
  }

  private static void write(Path file) {
    try (ArchiveWriter writer = ArchiveWriter.create(file, head())) {
      writer.write(record());
      ArchiveEnd end = writer.finish();
      assertThat(end.records()).isOne();
    }
  }

  private static ArchiveHead head() {
    return ArchiveHead.imported("a test", NOON);
  }

  private static ArchiveRecord record() {
    return ArchiveRecord.of("docker.logs", new Heartbeat(NOON, "web1"));
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
