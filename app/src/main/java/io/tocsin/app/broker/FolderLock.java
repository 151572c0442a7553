package io.tocsin.app.broker;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.problem.WrongUse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * One process per data folder. Kafka has a lock of its own, but touches the metadata log before it
 * takes it: a second broker would have done harm by then. The lock ends with the process, however
 * it ends.
 */
public final class FolderLock implements AutoCloseable {
  private static final String FILE = "tocsin.lock";

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
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return lock(channel, folder);
    } catch (IOException e) {
      throw new WrongUse(
          "The data folder " + folder + " cannot be written: " + reason(e),
          "Choose another one with --data DIR, or give this user the right to write there.",
          e);
    }
  }

  /**
   * Who has the folder, as {@code process 4711}; empty if nobody has, or there is none. Changes
   * nothing.
   */
  public static Optional<String> holder(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isWritable(file)) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return lockNow(channel) ? Optional.empty() : Optional.of(owner(channel));
    } catch (IOException e) {
      return Optional.empty(); // whoever takes it is told
    }
  }

  /**
   * Makes the folder and refuses early what {@link #take} would refuse later.
   *
   * @throws WrongUse if the folder cannot be written
   * @throws Unreachable if another process has it
   */
  public static void mustBeFree(Path folder) {
    take(folder).close();
  }

  private static FolderLock lock(FileChannel channel, Path folder) throws IOException {
    if (!lockNow(channel)) {
      String owner = owner(channel);
      channel.close();
      throw taken(folder, owner);
    }
    String owner = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0).write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)), 0);
    return new FolderLock(channel, folder.resolve(FILE));
  }

  /** Whether it could be locked; else somebody else has it. */
  private static boolean lockNow(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static Unreachable taken(Path folder, String owner) {
    return new Unreachable(
        "The data folder " + folder + " is in use by another Tocsin (" + owner + ").",
        "Stop that one, or give this one a folder of its own: --data DIR.");
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(20);
    int length = channel.read(bytes, 0);
    return length <= 0
        ? "a process that starts"
        : "process " + new String(bytes.array(), 0, length, StandardCharsets.US_ASCII);
  }

  /** In people's words, where the operating system's are known. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no folder can be made there";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "there is something of this name, and it is no folder";
    }
    String words = e instanceof FileSystemException of ? of.getReason() : e.getMessage();
    return words == null ? e.toString() : words;
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
