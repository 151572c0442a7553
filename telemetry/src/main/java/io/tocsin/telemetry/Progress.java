package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * How far the detectors of one partition have read for a host ({@code tocsin.findings}, key = host,
 * among the findings): whatever they find of the time up to {@code at} stands before this record.
 * Told once a minute of the records' time, oftener behind the present. Who reads findings only may
 * pass it over.
 *
 * @param host of whose records
 * @param source whose detectors: {@code events}, {@code host-events}, {@code logs}, {@code stats}
 * @param partition of the source
 * @param at up to when; the epoch if nothing has been promised of this partition yet
 * @param sources how many tell of a host, all sources and partitions together
 * @param behind whether they read of the past, as after a pause, and not of the present
 */
public record Progress(
    String host, String source, int partition, Instant at, int sources, boolean behind) {
  public static final String SCHEMA = "tocsin.progress.v1";

  private static final byte[] BEGINNING =
      ("{\"schema\":\"" + SCHEMA + '"').getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** The kind and version of this record, the first field of its JSON. */
  @JsonProperty(value = "schema", index = 0, access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  /** Whose progress it is. */
  @JsonIgnore
  public String key() {
    return source + '/' + partition;
  }

  /** Whether a value of {@code tocsin.findings} is such a record. */
  public static boolean isProgress(byte[] json) {
    return json.length > BEGINNING.length
        && java.util.Arrays.equals(json, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
  }
}
