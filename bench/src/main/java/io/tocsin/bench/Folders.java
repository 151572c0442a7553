package io.tocsin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that a benchmark makes and removes. */
public final class Folders {
  private Folders() {}

  public static Path temporary(String name) throws IOException {
    return Files.createTempDirectory("tocsin-bench-" + name);
  }

  /** Removes the folder and all below it, while somebody may still be removing files there. */
  public static void delete(Path folder) {
    for (int attempt = 0; Files.exists(folder) && attempt < 5; attempt++) {
      for (Path path : below(folder)) {
        deleteOne(path);
      }
    }
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (NoSuchFileException e) {
      // somebody else was quicker
    } catch (IOException e) {
      Progress.say("not removed: %s".formatted(e));
    }
  }
}
