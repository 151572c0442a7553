package io.tocsin.app.archive;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.telemetry.Wire;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes an archive, in constant memory. Until {@link #finish} it is a file with {@code .part} at
 * the end of its name, which can be read as far as it goes. Not for several threads.
 */
public final class ArchiveWriter implements AutoCloseable {
  private static final int BLOCK = 512 * 1024;

  private final BlockOutput out;
  private final String name;
  private final LineBuffer lines = new LineBuffer();
  private final Tally tally = new Tally();
  private int pending;
  private @Nullable Path part;
  private @Nullable Path file;

  /** Writes to a stream, which is closed with it. */
  public ArchiveWriter(OutputStream stream, ArchiveHead head) {
    this(stream, head, "the archive");
  }

  private ArchiveWriter(OutputStream stream, ArchiveHead head, String name) {
    this.name = name;
    out = new BlockOutput(new BufferedOutputStream(stream, 64 * 1024));
    lines.put(Wire.write(head)).put('\n');
    flush();
  }

  /**
   * Writes to a file, which takes the place of another of that name only when it is finished.
   *
   * @throws WrongUse if it cannot be made
   */
  public static ArchiveWriter create(Path file, ArchiveHead head) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      OutputStream stream = Files.newOutputStream(part);
      ArchiveWriter writer = new ArchiveWriter(stream, head, file.toString());
      writer.part = part;
      writer.file = file;
      return writer;
    } catch (IOException e) {
      throw new WrongUse(
          file + " cannot be written: " + e, "Choose another file, in a folder that exists.", e);
    }
  }

  /**
   * Adds a record.
   *
   * @throws Unreachable if it cannot be written
   */
  public void write(ArchiveRecord entry) {
    int before = lines.length();
    RecordLine.write(entry, lines);
    if (lines.length() - before > BlockHeader.LARGEST / 2) {
      lines.truncate(before);
      throw new WrongUse("A record of more than 16 MiB fits no archive.", "Leave its topic out.");
    }
    tally.add(entry);
    pending++;
    if (lines.length() >= BLOCK) {
      flush();
    }
  }

  /** How many records have been added. */
  public long records() {
    return out.records() + pending;
  }

  /** Writes what is pending, so that a reader finds it. */
  public void flush() {
    if (lines.length() > 0) {
      try {
        out.write(lines, pending);
      } catch (IOException e) {
        throw unwritable(e);
      }
      lines.clear();
      pending = 0;
    }
  }

  /** Writes the last line, and gives the file its name. */
  public ArchiveEnd finish() {
    flush();
    ArchiveEnd end = tally.end(out.records(), out.blocks() + 1, out.checksum());
    lines.put(Wire.write(end)).put('\n');
    flush();
    close();
    try {
      if (part != null && file != null) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
    return end;
  }

  /** Lets go of the file. Without {@link #finish} it has no last line, and says so when read. */
  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Gives up: what has been written so far goes, too. Does nothing after {@link #finish}. */
  public void discard() {
    close();
    try {
      if (part != null) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Unreachable unwritable(IOException e) {
    return new Unreachable(name + " cannot be written: " + e, "Is the disk full?", e);
  }
}
