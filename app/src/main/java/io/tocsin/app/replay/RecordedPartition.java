package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;

/** A partition on its way through the merge: what has been fetched, and how far it has come. */
final class RecordedPartition {
  private static final int ENOUGH = 4000;

  private final TopicPartition partition;
  private final String topic;
  private final long end;
  private final Deque<Fetched> fetched = new ArrayDeque<>();
  private long clock = Long.MIN_VALUE;
  private boolean isOver;

  private record Fetched(long clock, ArchiveRecord entry) {}

  /**
   * A partition of which nothing has been fetched yet.
   *
   * @param topic its name without a prefix
   * @param end the offset behind its last record
   */
  RecordedPartition(TopicPartition partition, String topic, long end) {
    this.partition = partition;
    this.topic = topic;
    this.end = end;
  }

  TopicPartition partition() {
    return partition;
  }

  String topic() {
    return topic;
  }

  long end() {
    return end;
  }

  void add(ArchiveRecord entry) {
    clock = Math.max(clock, entry.place().timestamp());
    fetched.add(new Fetched(clock, entry));
  }

  /** Nothing more is to be fetched. */
  void over() {
    isOver = true;
  }

  boolean isOver() {
    return isOver;
  }

  boolean hasEnough() {
    return fetched.size() >= ENOUGH;
  }

  boolean isEmpty() {
    return fetched.isEmpty();
  }

  /** The largest timestamp of the partition up to its next record. */
  long nextClock() {
    return fetched.getFirst().clock();
  }

  ArchiveRecord take() {
    return fetched.removeFirst().entry();
  }
}
