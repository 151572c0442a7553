package io.tocsin.bench.replay;

import io.tocsin.app.archive.ArchiveHead;
import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.archive.ArchiveRecord.Place;
import io.tocsin.app.archive.ArchiveWriter;
import io.tocsin.bench.Progress;
import io.tocsin.bench.lines.LogMix;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An archive as a Tocsin would have recorded it of containers that are sampled once a second and
 * log steadily; the same for the same seed.
 */
final class DayArchive {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final String HOST = "host1";
  private static final int PARTITIONS = 2;

  private final Size size;
  private final Random random = new Random(7);
  private final List<Container> containers = new ArrayList<>();
  private final LogMix lines;
  private LogLine next;

  /** How large it is to be. */
  record Size(Duration time, int containers, int linesASecond) {}

  private static final class Container {
    private final Subject subject;
    private final ContainerRef reference;
    private double used = 0.4;
    private long cpu;

    private Container(int number) {
      subject = new Subject(HOST, "shop", "service-" + number);
      reference =
          new ContainerRef(
              "%012x".formatted(0x9e3779b97f4aL * (number + 1) & 0xffffffffffffL),
              "shop-service-" + number + "-1",
              "shop/service:1");
    }
  }

  DayArchive(Size size) {
    this.size = size;
    for (int i = 0; i < size.containers(); i++) {
      containers.add(new Container(i));
    }
    Duration step = Duration.ofNanos(1_000_000_000L / size.linesASecond());
    lines = new LogMix(7, size.containers(), START, step);
    next = lines.next();
  }

  /** Writes it; returns how many records it has. */
  long write(Path file) {
    ArchiveHead head = ArchiveHead.imported("bench replay", START);
    try (ArchiveWriter writer = ArchiveWriter.create(file, head)) {
      for (long second = 1; second <= size.time().toSeconds(); second++) {
        Instant at = START.plusSeconds(second);
        writeLines(at, writer);
        containers.forEach(
            container -> write(Topics.DEFAULT.stats(), sample(container, at), writer));
        heartbeats(at, writer);
        if (second % 3600 == 0) {
          Progress.say("%d h written, %,d records".formatted(second / 3600, writer.records()));
        }
      }
      return writer.finish().records();
    }
  }

  private void writeLines(Instant until, ArchiveWriter writer) {
    while (next.at().isBefore(until)) {
      write(Topics.DEFAULT.logs(), next, writer);
      next = lines.next();
    }
  }

  private ResourceSample sample(Container container, Instant at) {
    container.used = Math.min(0.6, Math.max(0.2, container.used + random.nextGaussian() * 0.002));
    container.cpu += 50_000_000L + random.nextInt(20_000_000);
    long limit = 512L << 20;
    long used = (long) (container.used * limit);
    return new ResourceSample(
        at.minusMillis(random.nextInt(900)),
        container.subject,
        container.reference,
        "cgroup",
        new ResourceSample.Memory(new Bytes(used), new Bytes(used + (8 << 20)), new Bytes(limit)),
        new ResourceSample.Cpu(container.cpu, 0, 0, 0),
        new ResourceSample.Pids(12, null),
        new ResourceSample.Network(new Bytes(container.cpu / 100), new Bytes(container.cpu / 90)),
        null);
  }

  private static void heartbeats(Instant at, ArchiveWriter writer) {
    byte[] value = Wire.write(new Heartbeat(at, HOST));
    for (String topic : Topics.DEFAULT.telemetry()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        Place place = new Place(partition, ArchiveRecord.NO_OFFSET, at.toEpochMilli());
        writer.write(new ArchiveRecord(topic, place, HOST, value));
      }
    }
  }

  private static void write(String topic, Telemetry telemetry, ArchiveWriter writer) {
    String key = telemetry.subject().key();
    int partition = Math.floorMod(key.hashCode(), PARTITIONS);
    long time = telemetry.at().toEpochMilli();
    Place place = new Place(partition, ArchiveRecord.NO_OFFSET, time);
    writer.write(new ArchiveRecord(topic, place, key, Wire.write(telemetry)));
  }
}
