package io.tocsin.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedOutageTest {

  @Test
  void findsTheCausesThatWereInjected() {
    ReplayOutcome outcome = play(RecordedOutage.open(), 2);

    assertThat(outcome.incidents())
        .extracting(Incident::stack, each -> each.cause().service(), Incident::state)
        .containsExactlyInAnyOrder(
            tuple("netra-1", "backend", Incident.State.RESOLVED),
            tuple("mail-1", "db", Incident.State.RESOLVED));
  }

  @Test
  void endsAlikeHoweverManyThreadsShareIt() {
    List<Incident> expected = play(RecordedOutage.open(), 1).incidents();

    for (int threads = 2; threads <= 4; threads++) {
      assertThat(play(RecordedOutage.open(), threads).incidents()).isEqualTo(expected);
    }
  }

  /** Nothing of the live run's order is known here, as with an imported archive. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void endsAlikeInWhateverOrderPartitionsAreRead(long seed) {
    List<ArchiveRecord> telemetry = RecordedOutage.telemetry();
    List<Incident> expected = play(new ListSource(telemetry), 2).incidents();

    List<Incident> found = play(new ListSource(shuffled(telemetry, seed)), 2).incidents();

    assertThat(found).isEqualTo(expected);
  }

  private static ReplayOutcome play(RecordSource source, int threads) {
    try (source) {
      return RecordedOutage.replay(source, threads);
    }
  }

  /** Partitions keep their own order; one may be some hundred records ahead of another. */
  private static List<ArchiveRecord> shuffled(List<ArchiveRecord> records, long seed) {
    Map<String, Deque<ArchiveRecord>> partitions = new LinkedHashMap<>();
    List<ArchiveRecord> shuffled = new ArrayList<>();
    for (ArchiveRecord each : records) {
      if (each.topic().equals(Topics.DEFAULT.containers())) {
        shuffled.add(each);
      } else {
        String partition = each.topic() + each.place().partition();
        partitions.computeIfAbsent(partition, of -> new ArrayDeque<>()).add(each);
      }
    }
    Random random = new Random(seed);
    List<Deque<ArchiveRecord>> left = new ArrayList<>(partitions.values());
    while (!left.isEmpty()) {
      Deque<ArchiveRecord> next = left.get(random.nextInt(left.size()));
      IntStream.range(0, Math.min(next.size(), random.nextInt(40)))
          .forEach(i -> shuffled.add(next.remove()));
      left.removeIf(Deque::isEmpty);
    }
    return shuffled;
  }
}
