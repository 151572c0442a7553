package io.tocsin.app.archive;

import io.tocsin.app.archive.ArchiveEnd.TopicCount;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what is written, for the last line. */
final class Tally {
  private static final int MOST_GAPS = 1000;
  private static final byte[] GAP =
      ("{\"schema\":\"" + Gap.SCHEMA + '"').getBytes(StandardCharsets.US_ASCII);

  private final Map<String, Count> topics = new TreeMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private long gapsInAll;

  private static final class Count {
    private long records;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private TopicCount count() {
      return new TopicCount(records, Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
    }
  }

  void add(ArchiveRecord entry) {
    Count count = topics.computeIfAbsent(entry.topic(), topic -> new Count());
    count.records++;
    count.first = Math.min(count.first, entry.place().timestamp());
    count.last = Math.max(count.last, entry.place().timestamp());
    byte[] value = entry.value();
    if (value.length > GAP.length && Arrays.equals(value, 0, GAP.length, GAP, 0, GAP.length)) {
      addGap(value);
    }
  }

  private void addGap(byte[] value) {
    gapsInAll++;
    if (gaps.size() < MOST_GAPS) {
      try {
        Telemetry telemetry = Wire.readTelemetry(value);
        gaps.add((Gap) telemetry);
      } catch (TelemetryFormatException e) {
        // It is counted; the record itself is in the archive for who can read it.
        return;
      }
    }
  }

  ArchiveEnd end(long records, long blocks, String checksum) {
    Map<String, TopicCount> counts = new TreeMap<>();
    topics.forEach((topic, count) -> counts.put(topic, count.count()));
    return new ArchiveEnd(
        ArchiveEnd.SCHEMA,
        records,
        blocks,
        checksum,
        counts.values().stream().map(TopicCount::from).min(Instant::compareTo).orElse(null),
        counts.values().stream().map(TopicCount::to).max(Instant::compareTo).orElse(null),
        counts,
        gaps,
        gapsInAll);
  }
}
