package io.tocsin.app.rules;

import io.tocsin.telemetry.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees that files have changed: by their times, which are cheap, and then by what is in them. What
 * is still being written is left until it has been the same for two looks.
 */
final class FileState {
  private final List<Path> files;
  private List<FileTime> times;
  private String digest;
  private boolean isSettled = true;

  FileState(List<Path> files) {
    this.files = files;
    times = times();
    digest = digest();
  }

  /** Whether there is something else in them than when they were settled last. */
  boolean hasChanged() {
    List<FileTime> now = times();
    if (!now.equals(times)) {
      times = now;
      isSettled = false;
      return false;
    }
    if (isSettled) {
      return false;
    }
    isSettled = true;
    String contents = digest();
    boolean isOther = !contents.equals(digest);
    digest = contents;
    return isOther;
  }

  private List<FileTime> times() {
    List<FileTime> all = new ArrayList<>();
    for (Path file : files) {
      all.add(time(file));
    }
    return all;
  }

  /** Of a file that is not there, the beginning of time: an editor may be replacing it. */
  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private String digest() {
    List<String> contents = new ArrayList<>();
    for (Path file : files) {
      try {
        contents.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        contents.add("");
      }
    }
    return Digest.of(contents.toArray());
  }
}
