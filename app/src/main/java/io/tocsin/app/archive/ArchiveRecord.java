package io.tocsin.app.archive;

import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic, as it was there. Not a Java record, for its value is an array: two of them
 * are never equal.
 */
public final class ArchiveRecord {
  /** The offset of a record that has never been in a topic. */
  public static final long NO_OFFSET = -1;

  private final String topic;
  private final Place place;
  private final @Nullable String key;
  private final byte[] value;

  /**
   * Where in its topic, and when.
   *
   * @param offset {@link #NO_OFFSET} where there is none
   * @param timestamp the record's own, in milliseconds since 1970, as Kafka has it
   */
  public record Place(int partition, long offset, long timestamp) {}

  /**
   * A record.
   *
   * @param topic its name without the prefix of an installation
   * @param value JSON, or whatever else it was
   */
  public ArchiveRecord(String topic, Place place, @Nullable String key, byte[] value) {
    this.topic = topic;
    this.place = place;
    this.key = key;
    this.value = value;
  }

  /** Telemetry that has never been in a topic. */
  public static ArchiveRecord of(String topic, Telemetry telemetry) {
    return new ArchiveRecord(
        topic,
        new Place(0, NO_OFFSET, telemetry.at().toEpochMilli()),
        telemetry.subject().key(),
        Wire.write(telemetry));
  }

  public String topic() {
    return topic;
  }

  public Place place() {
    return place;
  }

  public @Nullable String key() {
    return key;
  }

  /** The array itself, not a copy. */
  public byte[] value() {
    return value;
  }

  public Instant at() {
    return Instant.ofEpochMilli(place.timestamp());
  }
}
