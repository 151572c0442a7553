package io.tocsin.app.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.tocsin.telemetry.Gap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last line of an archive. An archive without it was cut.
 *
 * @param records how many there are
 * @param blocks how many blocks they are in, those of the first and the last line among them
 * @param checksum over the checksums of all blocks before
 * @param from the earliest timestamp of a record; null if there is none
 * @param to the latest
 * @param topics by name
 * @param gaps telemetry that was lost before it was recorded, as far as it was noticed; the first
 *     ones
 * @param gapsInAll how many there were
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"schema", "records", "blocks", "checksum", "from", "to"})
public record ArchiveEnd(
    String schema,
    long records,
    long blocks,
    String checksum,
    @Nullable Instant from,
    @Nullable Instant to,
    Map<String, TopicCount> topics,
    List<Gap> gaps,
    long gapsInAll) {
  public static final String SCHEMA = "tocsin.archive.end.v1";

  @SuppressWarnings("NullAway") // absent in the JSON of another writer
  public ArchiveEnd {
    topics = topics == null ? Map.of() : topics;
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }

  /** How many records of a topic there are, and from when to when. */
  public record TopicCount(long records, Instant from, Instant to) {}
}
