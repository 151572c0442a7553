package io.tocsin.app.broker;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.problem.WrongUse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * One process per data folder. Kafka has a lock of its own, but touches the metadata log before it
 * takes it: a second broker would have done harm by then. The lock ends with the process, however
 * it ends.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path file;
  private final Object key;

  private FolderLock(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
    key = key(file);
  }

  /** Whether the folder is still the one that was taken, and has not been removed meanwhile. */
  public boolean isThere() {
    return key(file).equals(key);
  }

  /** What tells this file from any other, even from one of its name; {@code false} for none. */
  private static Object key(Path file) {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return key == null ? true : key;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Makes the folder where it is missing, and takes it.
   *
   * @throws WrongUse if the folder cannot be written
   * @throws Unreachable if another process has it
   */
  public static FolderLock take(Path folder) {
    Path file = folder.resolve("tocsin.lock");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return lock(channel, file);
    } catch (IOException e) {
      throw new WrongUse(
          "The data folder " + folder + " cannot be written: " + reason(e),
          "Choose another one with --data DIR, or give this user the right to write there.",
          e);
    }
  }

  private static FolderLock lock(FileChannel channel, Path file) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      String owner = read(channel);
      channel.close();
      throw new Unreachable(
          "The data folder " + file.getParent() + " is in use by another Tocsin" + owner + ".",
          "Stop that one, or give this one a folder of its own: --data DIR.");
    }
    String owner = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0).write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)), 0);
    return new FolderLock(channel, file);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(20);
    int length = channel.read(bytes, 0);
    return length <= 0
        ? ""
        : " (process " + new String(bytes.array(), 0, length, StandardCharsets.US_ASCII) + ")";
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // The lock goes with the process at the latest.
    }
  }
}
