package io.tocsin.collector.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry on disk while the broker is away: a queue of segment files a lane, under one bound for
 * all. When the bound is reached the oldest segment of the least precious lane goes: samples first,
 * then log lines, then facts, then events.
 */
final class Spool {
  private static final int SEGMENTS = 128;

  private final Path folder;
  private final long boundBytes;
  private final long segmentBytes;
  private final Map<Lane, Deque<SpoolSegment>> queues = new EnumMap<>(Lane.class);
  private final Map<Lane, Loss> losses = new EnumMap<>(Lane.class);
  private long bytes;
  private long next;

  Spool(Path folder, long boundBytes) {
    this.folder = folder;
    this.boundBytes = boundBytes;
    this.segmentBytes = Math.max(16 << 10, Math.min(512 << 10, boundBytes / SEGMENTS));
    for (Lane lane : Lane.values()) {
      queues.put(lane, new ArrayDeque<>());
      losses.put(lane, Loss.NONE);
    }
    recover();
  }

  synchronized void append(Lane lane, Outgoing record) {
    try {
      SpoolSegment last = queue(lane).peekLast();
      if (last == null || last.bytes() >= segmentBytes) {
        last = roll(lane, last);
      }
      long before = last.bytes();
      last.append(record);
      bytes += last.bytes() - before;
      shed();
    } catch (IOException e) {
      lose(lane, new Loss(1, record.timestampMillis(), record.timestampMillis()));
    }
  }

  private SpoolSegment roll(Lane lane, @Nullable SpoolSegment full) throws IOException {
    if (full != null) {
      full.seal();
    }
    Path file = folder.resolve("%s-%012d.spool".formatted(lane.wireName(), next++));
    SpoolSegment segment = SpoolSegment.create(file);
    bytes += segment.bytes();
    queue(lane).add(segment);
    return segment;
  }

  /** The oldest segment, sealed; it stays until {@link #remove}. Null if there is none. */
  synchronized @Nullable SpoolSegment oldest(Lane lane) {
    SpoolSegment segment = queue(lane).peekFirst();
    while (segment != null && segment.asLoss().isNone() && queue(lane).size() > 1) {
      remove(lane, segment);
      segment = queue(lane).peekFirst();
    }
    if (segment == null || segment.asLoss().isNone()) {
      return null;
    }
    if (queue(lane).size() == 1) {
      sealLast(lane, segment);
    }
    return segment;
  }

  private void sealLast(Lane lane, SpoolSegment segment) {
    try {
      roll(lane, segment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void remove(Lane lane, SpoolSegment segment) {
    if (queue(lane).remove(segment)) {
      bytes -= segment.bytes();
      segment.delete();
    }
  }

  /** All that waits in a lane, oldest first; for reading only. */
  synchronized List<Outgoing> peek(Lane lane) throws IOException {
    List<Outgoing> waiting = new ArrayList<>();
    for (SpoolSegment segment : queue(lane)) {
      waiting.addAll(segment.read());
    }
    return waiting;
  }

  synchronized boolean isEmpty(Lane lane) {
    return queue(lane).isEmpty();
  }

  /** Forgets the lane's last segment if nothing stands in it. */
  synchronized boolean removeEmptyTail(Lane lane) {
    SpoolSegment only = queue(lane).peekFirst();
    if (only != null && queue(lane).size() == 1 && only.asLoss().isNone()) {
      remove(lane, only);
    }
    return isEmpty(lane);
  }

  synchronized long bytes() {
    return bytes;
  }

  /** What was lost in this lane since the last call. */
  synchronized Loss takeLoss(Lane lane) {
    Loss loss = losses.getOrDefault(lane, Loss.NONE);
    losses.put(lane, Loss.NONE);
    return loss;
  }

  private void shed() {
    while (bytes > boundBytes) {
      Lane lane = leastPrecious();
      SpoolSegment victim = lane == null ? null : queue(lane).peekFirst();
      if (lane == null || victim == null) {
        return;
      }
      lose(lane, victim.asLoss());
      remove(lane, victim);
    }
  }

  private @Nullable Lane leastPrecious() {
    for (Lane lane : Lane.values()) {
      if (queue(lane).size() > 1) {
        return lane;
      }
    }
    return null;
  }

  private void lose(Lane lane, Loss loss) {
    losses.merge(lane, loss, Loss::and);
  }

  private Deque<SpoolSegment> queue(Lane lane) {
    return queues.computeIfAbsent(lane, l -> new ArrayDeque<>());
  }

  private void recover() {
    try {
      Files.createDirectories(folder);
      List<Path> files;
      try (Stream<Path> listed = Files.list(folder)) {
        files = listed.filter(f -> f.toString().endsWith(".spool")).sorted().toList();
      }
      for (Path file : files) {
        recover(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the spool's folder cannot be used: " + folder, e);
    }
  }

  private void recover(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    for (Lane lane : Lane.values()) {
      if (name.startsWith(lane.wireName() + "-")) {
        SpoolSegment segment = SpoolSegment.recover(file);
        queue(lane).add(segment);
        bytes += segment.bytes();
        String digits = name.substring(lane.wireName().length() + 1, name.length() - 6);
        next = Math.max(next, Long.parseLong(digits) + 1);
      }
    }
  }
}
