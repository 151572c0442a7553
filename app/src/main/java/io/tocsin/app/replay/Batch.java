package io.tocsin.app.replay;

import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some thousand records on their way through the lanes. */
final class Batch {
  static final int SIZE = 8192;

  /** The lane of what every lane has to see. */
  static final int EVERY = -1;

  private final Entry[] entries = new Entry[SIZE];
  private final List<List<Found>> found = new ArrayList<>();
  private int size;

  Batch(int lanes) {
    for (int i = 0; i < SIZE; i++) {
      entries[i] = new Entry();
    }
    for (int lane = 0; lane < lanes; lane++) {
      found.add(new ArrayList<>());
    }
  }

  /** A record of telemetry; what it says is read by its lane, unless that was needed before. */
  static final class Entry {
    Source topic = Source.EVENTS;
    int partition;
    int lane;
    long timestamp;
    byte[] value = {};
    boolean isRead;
    @Nullable Telemetry telemetry;
  }

  /** What was found on which record of the batch, by the detectors of which topic. */
  record Found(int position, Source detectors, Finding finding) {}

  boolean isFull() {
    return size == SIZE;
  }

  int size() {
    return size;
  }

  Entry add() {
    return entries[size++];
  }

  Entry get(int position) {
    return entries[position];
  }

  List<Found> found(int lane) {
    return found.get(lane);
  }

  /** All that was found, in an order that does not hang on the number of lanes. */
  List<Finding> findings() {
    return found.stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparingInt(Found::position)
                .thenComparing(Found::detectors)
                .thenComparing(each -> each.finding().id()))
        .map(Found::finding)
        .toList();
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      entries[i].telemetry = null;
      entries[i].isRead = false;
    }
    size = 0;
    found.forEach(List::clear);
  }
}
