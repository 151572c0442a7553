package io.tocsin.app.roles;

import io.tocsin.app.broker.FolderLock;
import io.tocsin.app.config.Settings;
import io.tocsin.app.problem.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The folder of this process, and its name among those that share the work. Beside an embedded
 * broker there is only one process; on a cluster each combination of parts has a folder of its own,
 * so that roles on one host do not get into each other's way.
 */
final class WorkPlace implements AutoCloseable {
  private final Path folder;
  private final String instance;
  private final Optional<FolderLock> lock;

  private WorkPlace(Path folder, String instance, Optional<FolderLock> lock) {
    this.folder = folder;
    this.instance = instance;
    this.lock = lock;
  }

  static WorkPlace open(Settings settings, Set<Part> parts) {
    if (settings.kafka().isEmbedded()) {
      // The embedded broker holds the lock of this folder.
      return new WorkPlace(settings.data(), "embedded", Optional.empty());
    }
    Path folder = folder(settings, parts);
    FolderLock lock = FolderLock.take(folder);
    return new WorkPlace(folder, instance(folder.resolve("instance")), Optional.of(lock));
  }

  /** Refuses early what {@link #open} would refuse later. */
  static void mustBeFree(Settings settings, Set<Part> parts) {
    if (!settings.kafka().isEmbedded()) {
      FolderLock.mustBeFree(folder(settings, parts));
    }
  }

  private static Path folder(Settings settings, Set<Part> parts) {
    String name = parts.stream().map(Part::toString).sorted().collect(Collectors.joining("-"));
    return settings.data().resolve(name);
  }

  /** Whether the folder is still there; the embedded broker's is watched by the broker. */
  boolean hasFolder() {
    return lock.map(FolderLock::isThere).orElse(true);
  }

  Path folder() {
    return folder;
  }

  /** The same after a restart, and no other process's: the broker knows it again at once. */
  String instance() {
    return instance;
  }

  @Override
  public void close() {
    lock.ifPresent(FolderLock::close);
  }

  private static String instance(Path file) {
    try {
      if (Files.exists(file)) {
        String known = Files.readString(file).strip();
        if (!known.isEmpty()) {
          return known;
        }
      }
      String fresh = UUID.randomUUID().toString().substring(0, 13);
      Files.writeString(file, fresh);
      return fresh;
    } catch (IOException e) {
      throw new WrongUse("The file " + file + " cannot be kept: " + e, "Choose --data DIR.", e);
    }
  }
}
