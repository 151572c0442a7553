package io.tocsin.collector.resume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of a recent heartbeat in a file of one line, for a restart while the broker is away. Its
 * format: an ISO-8601 instant.
 */
public final class Checkpoint {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

  private final Path file;

  public Checkpoint(Path file) {
    this.file = file;
  }

  /** The time that was kept last; empty if there is none to be read. */
  public Optional<Instant> read() {
    try {
      return Files.exists(file)
          ? Optional.of(Instant.parse(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | DateTimeException e) {
      LOG.warn("{} cannot be read and is ignored", file, e);
      return Optional.empty();
    }
  }

  /** Keeps a time, in place of the one before. */
  public void keep(Instant at) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, at + "\n");
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}", file, e.getMessage());
    }
  }
}
