package io.tocsin.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path folder;

  @Test
  void keepsTheOrderAcrossARestart() throws IOException {
    Spool first = new Spool(folder, 1 << 20);
    for (int i = 0; i < 1_000; i++) {
      first.append(Lane.LOGS, record(i));
    }

    Spool second = new Spool(folder, 1 << 20);

    assertThat(times(second.peek(Lane.LOGS))).hasSize(1_000).isSorted();
    assertThat(second.bytes()).isEqualTo(first.bytes());
  }

  @Test
  void dropsTheOldestSamplesFirstThenLinesAndKeepsEvents() throws IOException {
    Spool spool = new Spool(folder, 256 << 10);
    for (int i = 0; i < 5_000; i++) {
      spool.append(Lane.EVENTS, record(i));
      spool.append(Lane.STATS, record(i));
      spool.append(Lane.LOGS, record(i));
    }

    assertThat(spool.bytes()).isLessThanOrEqualTo(256 << 10);
    assertThat(spool.takeLoss(Lane.STATS).records()).isGreaterThan(4_000);
    assertThat(spool.takeLoss(Lane.STATS).isNone()).isTrue();
    assertThat(spool.takeLoss(Lane.LOGS).records()).isLessThan(5_000);
    assertThat(times(spool.peek(Lane.LOGS))).endsWith(4_999L).isSorted();
    assertThat(spool.peek(Lane.EVENTS).size()).isGreaterThan(spool.peek(Lane.LOGS).size());
  }

  @Test
  void readsAFileThatACrashCutUpToTheCut() throws IOException {
    Spool spool = new Spool(folder, 1 << 20);
    spool.append(Lane.EVENTS, record(1));
    spool.append(Lane.EVENTS, record(2));
    Path file = folder.resolve("events-000000000000.spool");
    byte[] whole = Files.readAllBytes(file);
    Files.write(
        file,
        java.util.Arrays.copyOf(whole, whole.length - 5),
        StandardOpenOption.TRUNCATE_EXISTING);

    assertThat(times(new Spool(folder, 1 << 20).peek(Lane.EVENTS))).containsExactly(1L);
  }

  @Test
  void remembersOverARestartWhatTheBrokerHasTaken() throws IOException {
    Spool first = new Spool(folder, 1 << 20);
    for (int i = 0; i < 10; i++) {
      first.append(Lane.EVENTS, record(i));
    }
    SpoolSegment draining = Objects.requireNonNull(first.oldest(Lane.EVENTS));
    draining.taken(3);
    draining.taken(4);

    Spool second = new Spool(folder, 1 << 20);
    assertThat(times(second.peek(Lane.EVENTS))).containsExactly(7L, 8L, 9L);

    second.remove(Lane.EVENTS, Objects.requireNonNull(second.oldest(Lane.EVENTS)));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".taken"));
    }
  }

  @Test
  void keepsTombstonesAndBroadcastsApart() throws IOException {
    Spool spool = new Spool(folder, 1 << 20);
    spool.append(Lane.CONTAINERS, new Outgoing(1, false, new byte[] {1}, null));
    spool.append(Lane.CONTAINERS, new Outgoing(2, true, new byte[] {1}, new byte[0]));

    List<Outgoing> read = spool.peek(Lane.CONTAINERS);

    assertThat(read.get(0).value()).isNull();
    assertThat(read.get(1).value()).isEmpty();
    assertThat(read.get(1).broadcast()).isTrue();
  }

  private static List<Long> times(List<Outgoing> records) {
    return records.stream().map(Outgoing::timestampMillis).toList();
  }

  private static Outgoing record(int i) {
    return new Outgoing(i, false, new byte[] {1}, new byte[50]);
  }
}
