package io.tocsin.app.archive;

import io.tocsin.app.archive.ArchiveRecord.Place;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Archives of lines that nobody could mistake for each other. */
final class SampleArchive {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private SampleArchive() {}

  static ArchiveRecord line(int number, String text) {
    String value =
        "{\"schema\":\"tocsin.log.v1\",\"at\":\"%s\",\"host\":\"web1\",\"stack\":\"shop\",\"service\":\"db\",\"container\":\"shop-db-1\",\"containerId\":\"abc\",\"stream\":\"stdout\",\"line\":\"%s %d\"}"
            .formatted(NOON.plusMillis(number), text, number);
    return new ArchiveRecord(
        "docker.logs",
        new Place(number % 2, number, NOON.toEpochMilli() + number),
        "web1/shop/db",
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code count} lines in blocks of {@code perBlock}, of random text so that they are large. */
  static byte[] of(int count, int perBlock, Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArchiveWriter writer = new ArchiveWriter(bytes, head())) {
      for (int i = 0; i < count; i++) {
        writer.write(line(i, Long.toHexString(random.nextLong())));
        if (i % perBlock == perBlock - 1) {
          writer.flush();
        }
      }
      writer.finish();
    }
    return bytes.toByteArray();
  }

  static ArchiveHead head() {
    return ArchiveHead.imported("a test", NOON);
  }

  /** Text that two records have in common only if they are one. */
  static String identity(ArchiveRecord entry) {
    return entry.topic()
        + entry.place()
        + entry.key()
        + new String(entry.value(), StandardCharsets.UTF_8);
  }

  static List<String> read(ArchiveReader reader) {
    List<String> all = new ArrayList<>();
    for (ArchiveRecord entry = reader.next(); entry != null; entry = reader.next()) {
      all.add(identity(entry));
    }
    return all;
  }
}
