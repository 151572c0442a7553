package io.tocsin.app.replay;

import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.archive.ArchiveRecord.Place;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seven services for some minutes, of which some crash, some fill their memory, and all log. */
final class RecordedStack {
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final int SECONDS = 560;
  private static final int SERVICES = 7;

  private final Random random;
  private final List<ArchiveRecord> records = new ArrayList<>();

  private RecordedStack(long seed) {
    random = new Random(seed);
  }

  static List<ArchiveRecord> records(long seed) {
    RecordedStack stack = new RecordedStack(seed);
    for (int second = 0; second < SECONDS; second++) {
      stack.second(second, START.plusSeconds(second));
    }
    return stack.records;
  }

  private void second(int second, Instant at) {
    for (int number = 0; number < SERVICES; number++) {
      Subject subject = new Subject("host1", "shop", "service" + number);
      boolean isBad = number % 3 == 0 && second > 200 && second < 500;
      add(Topics.DEFAULT.logs(), line(subject, at, isBad));
      add(Topics.DEFAULT.stats(), sample(subject, at, isBad));
      if (isBad && second % 20 == number) {
        add(Topics.DEFAULT.events(), event(subject, at, "die"));
        add(Topics.DEFAULT.events(), event(subject, at.plusMillis(300), "start"));
      }
    }
    byte[] heartbeat = Wire.write(new Heartbeat(at.plusMillis(900), "host1"));
    for (String topic : Topics.DEFAULT.telemetry()) {
      for (int partition = 0; partition < 2; partition++) {
        Place place = new Place(partition, records.size(), at.plusMillis(900).toEpochMilli());
        records.add(new ArchiveRecord(topic, place, "host1", heartbeat));
      }
    }
  }

  private void add(String topic, Telemetry telemetry) {
    String key = telemetry.subject().key();
    Place place =
        new Place(Math.floorMod(key.hashCode(), 2), records.size(), telemetry.at().toEpochMilli());
    records.add(new ArchiveRecord(topic, place, key, Wire.write(telemetry)));
  }

  private LogLine line(Subject subject, Instant at, boolean isBad) {
    String text =
        isBad && random.nextBoolean()
            ? "ERROR could not reserve item " + random.nextInt(1000) + ": timed out"
            : "INFO order " + random.nextInt(1000) + " placed";
    return new LogLine(
        at.plusMillis(random.nextInt(200)),
        subject,
        subject.service() + "-1",
        "id-" + subject.service(),
        LogLine.Stream.STDOUT,
        text,
        false,
        null);
  }

  private ResourceSample sample(Subject subject, Instant at, boolean isBad) {
    long used = isBad ? 97 : 40 + random.nextInt(5);
    return new ResourceSample(
        at,
        subject,
        container(subject),
        "cgroup",
        new ResourceSample.Memory(new Bytes(used), new Bytes(used), new Bytes(100)),
        new ResourceSample.Cpu(at.getEpochSecond(), 0, 0, 0),
        null,
        null,
        null);
  }

  private static EngineEvent event(Subject subject, Instant at, String action) {
    return new EngineEvent(
        at,
        subject,
        "container",
        action,
        container(subject),
        null,
        Map.of(EngineEvent.RESTARTING, "true"),
        new ContainerTraits(
            new RestartPolicy("always", 0),
            false,
            false,
            false,
            Duration.ofSeconds(10),
            null,
            Map.of()),
        action.equals("die") ? new EngineEvent.Exit(3, false, "", List.of("bye")) : null,
        null,
        false);
  }

  private static ContainerRef container(Subject subject) {
    return new ContainerRef("id-" + subject.service(), subject.service() + "-1", "shop:1");
  }
}
