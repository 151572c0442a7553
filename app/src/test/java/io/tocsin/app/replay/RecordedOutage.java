package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.archive.ArchiveRecord.Place;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

  /**
   * The same as one finds it after Tocsin was down: with the promises that all facts are there, and
   * some minutes in which nothing more happened.
   */
  public static List<ArchiveRecord> backlog() {
    List<ArchiveRecord> records = telemetry();
    Set<Integer> partitions = new TreeSet<>();
    records.forEach(each -> partitions.add(each.place().partition()));
    List<ArchiveRecord> beats =
        new ArrayList<>(records.stream().filter(RecordedOutage::isHeartbeat).toList());
    Heartbeat last = (Heartbeat) Wire.readTelemetry(beats.get(beats.size() - 1).value());
    List<ArchiveRecord> backlog = new ArrayList<>();
    for (ArchiveRecord each : records) {
      backlog.add(each);
      if (isHeartbeat(each) && each.topic().equals(Topics.DEFAULT.events())) {
        backlog.add(on(Topics.DEFAULT.containers(), each.place().partition(), each));
      }
    }
    for (int second = 1; second <= 150; second++) {
      ArchiveRecord beat =
          ArchiveRecord.of("", new Heartbeat(last.at().plusSeconds(second), last.host()));
      for (String topic : topics()) {
        partitions.forEach(partition -> backlog.add(on(topic, partition, beat)));
      }
    }
    return backlog;
  }

  private static List<String> topics() {
    List<String> topics = new ArrayList<>(Topics.DEFAULT.telemetry());
    topics.add(Topics.DEFAULT.containers());
    return topics;
  }

  private static boolean isHeartbeat(ArchiveRecord record) {
    return new String(record.value(), StandardCharsets.UTF_8).contains(Heartbeat.SCHEMA);
  }

  private static ArchiveRecord on(String topic, int partition, ArchiveRecord of) {
    Place place = new Place(partition, ArchiveRecord.NO_OFFSET, of.place().timestamp());
    return new ArchiveRecord(topic, place, of.key(), of.value());
  }

  /** Plays records to their end under the standard rules. */
  public static ReplayOutcome replay(List<ArchiveRecord> records) {
    return replay(new ListSource(records), 2);
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
