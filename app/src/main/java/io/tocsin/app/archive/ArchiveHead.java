package io.tocsin.app.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first line of an archive: what is known before the first record is written.
 *
 * @param by what wrote it
 * @param writtenAt when
 * @param from the beginning of the time range that was asked for; null where none was
 * @param to its end
 * @param topics those that were read, without the prefix of the installation
 * @param redaction what was done to the records
 * @param rules the rules in force, as a configuration file has them; null where there were none
 * @param depends the dependencies that people declared, likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"schema", "by", "writtenAt", "from", "to"})
public record ArchiveHead(
    String schema,
    String by,
    Instant writtenAt,
    @Nullable Instant from,
    @Nullable Instant to,
    List<String> topics,
    Redaction redaction,
    @Nullable Map<String, Object> rules,
    @Nullable Map<String, Object> depends) {
  public static final String SCHEMA = "tocsin.archive.v1";

  @SuppressWarnings("NullAway") // absent in the JSON of another writer
  public ArchiveHead {
    topics = topics == null ? List.of() : List.copyOf(topics);
    redaction = redaction == null ? Redaction.NONE : redaction;
  }

  /** The head of an archive that was made from other sources than topics. */
  public static ArchiveHead imported(String by, Instant writtenAt) {
    return new ArchiveHead(
        SCHEMA, by, writtenAt, null, null, List.of(), Redaction.NONE, null, null);
  }

  /** What was done to the log lines before they were written. */
  public enum Redaction {
    /** As recorded, which is to say masked by the collector's rules. */
    NONE,
    /** Masked again by the rules of today. */
    MASKED,
    /** Without what was written. */
    DROPPED
  }
}
