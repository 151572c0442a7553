package io.tocsin.app.imports;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file to be read.
 *
 * @param name the container that it is of, by its file's name
 * @param modified when it was last written
 */
record Source(Path path, String name, Instant modified) {

  static Source of(Path path, Instant modified) {
    return new Source(path, name(path.getFileName().toString()), modified);
  }

  /** {@code backend} of {@code backend.log.gz}, {@code 3f2a…} of {@code 3f2a…-json.log}. */
  static String name(String file) {
    String name = file.replaceFirst("\\.(gz|gzip)$", "");
    name = name.replaceFirst("\\.\\d{1,2}$", "");
    name = name.replaceFirst("\\.(log|txt|json|jsonl|ndjson|out|err)$", "");
    name = name.replaceFirst("-json$", "").replaceFirst("[._-](stdout|stderr|logs?|docker)$", "");
    return name.isEmpty() ? "unnamed" : name.replace('/', '_');
  }

  boolean isOfErrors() {
    String file = path.getFileName().toString();
    return file.contains("stderr") || file.endsWith(".err");
  }
}
