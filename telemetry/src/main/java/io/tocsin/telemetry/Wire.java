package io.tocsin.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * How records look in topics: JSON, times as ISO-8601 in UTC, durations as {@code PT10M}, maps
 * sorted by key so that equal records are equal bytes. Readers are tolerant: they skip fields that
 * they do not know, so that a newer writer can add some.
 */
public final class Wire {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .build();

  private Wire() {}

  /** A mapper set up as the topics want it, for a module's own records. */
  public static ObjectMapper mapper() {
    return JSON.copy();
  }

  /** The record's JSON in UTF-8. */
  public static byte[] write(Object value) {
    if (value instanceof LogLine line) {
      return LogLineCodec.write(line);
    }
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Reads a value of a telemetry topic.
   *
   * @throws TelemetryFormatException if it is no JSON, of an unknown schema, or lacks a field
   */
  public static Telemetry readTelemetry(byte[] json) {
    LogLine line = LogLineCodec.tryRead(json);
    if (line != null) {
      return line;
    }
    ResourceSample sample = SampleScanner.scan(json);
    if (sample != null) {
      return sample;
    }
    Heartbeat heartbeat = HeartbeatScanner.scan(json);
    return heartbeat != null ? heartbeat : read(json, Telemetry.class);
  }

  /**
   * Reads a record of the given type.
   *
   * @throws TelemetryFormatException if it is no JSON or does not fit the type
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = JSON.readValue(json, type);
      if (value == null) {
        throw new TelemetryFormatException("not a readable " + type.getSimpleName() + ": null");
      }
      return value;
    } catch (IOException | IllegalArgumentException e) {
      throw new TelemetryFormatException(
          "not a readable " + type.getSimpleName() + ": " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
