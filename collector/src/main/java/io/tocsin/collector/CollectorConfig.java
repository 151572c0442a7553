package io.tocsin.collector;

import io.tocsin.collector.engine.EngineAddress;
import io.tocsin.collector.inventory.Selection;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Topics;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to collect.
 *
 * @param kafka client properties: {@code bootstrap.servers}, {@code security.*}
 * @param topics the names of the topics, which exist already
 * @param host the name that telemetry carries; null for the engine's own
 * @param dataDirectory where {@code spool/} may be made
 * @param engine which engine
 * @param selection which containers
 * @param bounds how much of everything
 */
public record CollectorConfig(
    Map<String, Object> kafka,
    Topics topics,
    @Nullable String host,
    Path dataDirectory,
    Engine engine,
    Selection selection,
    Bounds bounds) {

  public CollectorConfig {
    kafka = Map.copyOf(kafka);
  }

  /**
   * The engine.
   *
   * @param url as configured; null to look for one as the Docker command line does
   * @param tls as configured; null for none
   * @param cgroupRoot where the host's control groups are mounted
   * @param proc the host's {@code /proc}
   */
  public record Engine(
      @Nullable String url, EngineAddress.@Nullable TlsFiles tls, Path cgroupRoot, Path proc) {
    /** Whatever engine is found on this machine. */
    public static final Engine FOUND =
        new Engine(null, null, Path.of("/sys/fs/cgroup"), Path.of("/proc"));
  }

  /**
   * Bounds.
   *
   * @param spool how much may wait on disk while the broker is away
   * @param line where log lines are cut
   * @param streams how many streams of the engine may be open at once
   */
  public record Bounds(Bytes spool, Bytes line, int streams) {
    public static final Bounds DEFAULT =
        new Bounds(new Bytes(256L << 20), new Bytes(256L << 10), 512);
  }
}
