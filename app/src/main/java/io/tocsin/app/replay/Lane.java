package io.tocsin.app.replay;

import io.tocsin.app.replay.Batch.Entry;
import io.tocsin.app.replay.Batch.Found;
import io.tocsin.streams.ReplayLane;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.util.List;

/** One thread's part of a replay. Lane 0 has the detectors of whole hosts besides. */
final class Lane {
  private static final long FUTURE_MILLIS = Duration.ofDays(1).toMillis();

  private final int number;
  private final Trouble trouble;
  private final ReplayLane detectors;

  Lane(int number, RuleHistory rules, Trouble trouble) {
    this.number = number;
    this.trouble = trouble;
    detectors = new ReplayLane(rules, trouble::failed);
  }

  void run(Batch batch) {
    List<Found> found = batch.found(number);
    for (int i = 0; i < batch.size(); i++) {
      Entry entry = batch.get(i);
      if (isMine(entry)) {
        Telemetry telemetry = entry.isRead ? entry.telemetry : read(entry);
        if (telemetry != null) {
          take(telemetry, entry, i, found);
        }
      }
    }
  }

  private boolean isMine(Entry entry) {
    return entry.lane == number
        || entry.lane == Batch.EVERY
        || (number == 0 && entry.topic == Source.EVENTS);
  }

  private void take(Telemetry telemetry, Entry entry, int position, List<Found> found) {
    if (entry.lane == number || entry.lane == Batch.EVERY) {
      detectors.on(
          entry.topic,
          entry.partition,
          telemetry,
          finding -> found.add(new Found(position, entry.topic, finding)));
    }
    if (number == 0 && entry.topic == Source.EVENTS) {
      detectors.onHost(
          entry.partition,
          telemetry,
          finding -> found.add(new Found(position, Source.HOST_EVENTS, finding)));
    }
  }

  @org.jspecify.annotations.Nullable
  Telemetry read(Entry entry) {
    try {
      Telemetry telemetry = Wire.readTelemetry(entry.value);
      if (telemetry.at().toEpochMilli() > entry.timestamp + FUTURE_MILLIS) {
        trouble.unreadable("it says " + telemetry.at() + ", a day after it was written");
        return null;
      }
      entry.telemetry = telemetry;
      return telemetry;
    } catch (TelemetryFormatException | ArithmeticException e) {
      trouble.unreadable(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
