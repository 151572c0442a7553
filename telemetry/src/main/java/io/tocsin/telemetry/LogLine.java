package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line that a container wrote ({@code docker.logs}), redacted. This is the hot path: its JSON is
 * written and read by {@link LogLineCodec}.
 *
 * @param at the engine's timestamp of the line, to the nanosecond; can step back between streams
 * @param subject the service that wrote it
 * @param container the container's name
 * @param containerId the first 12 digits of the container's id
 * @param stream which stream it was written to
 * @param line the text without its line end; control characters are kept, malformed UTF-8 replaced
 * @param truncated whether the line was longer than the collector's bound and has been cut
 * @param overrides the container's own rule parameters (see {@link ContainerTraits}); null for none
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record LogLine(
    Instant at,
    @JsonUnwrapped Subject subject,
    String container,
    String containerId,
    Stream stream,
    String line,
    boolean truncated,
    @Nullable Map<String, String> overrides)
    implements Telemetry {
  public static final String SCHEMA = "tocsin.log.v1";

  /** Where a container wrote a line. A container with a terminal has one stream: {@code STDOUT}. */
  public enum Stream {
    STDOUT("stdout"),
    STDERR("stderr");

    private final String wireName;

    Stream(String wireName) {
      this.wireName = wireName;
    }

    @com.fasterxml.jackson.annotation.JsonValue
    public String wireName() {
      return wireName;
    }
  }
}
