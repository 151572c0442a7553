package io.tocsin.app.archive;

import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive from its beginning to its end, in constant memory, past whatever is damaged. Not
 * for several threads.
 */
public final class ArchiveReader implements AutoCloseable {
  private static final int MOST_DAMAGES = 1000;
  private static final byte[] NO_RECORD = "{\"schema\":\"".getBytes(StandardCharsets.US_ASCII);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long BREAKS = ONES * '\n';

  private final String name;
  private final BlockInput in;
  private final Names names = new Names();
  private final List<Damage> damages = new ArrayList<>();
  private long records;
  private long lost;
  private boolean isLostUnknown;
  private boolean isOver;
  private @Nullable ArchiveHead head;
  private @Nullable ArchiveEnd end;
  private @Nullable Block block;
  private int at;

  /**
   * Reads from a stream, which is closed with it.
   *
   * @throws WrongUse if it is no archive, or one of a later version
   */
  public ArchiveReader(InputStream stream, String name) {
    this.name = name;
    in = new BlockInput(stream, this::damaged);
    block = block();
    if (block == null) {
      close();
      throw new WrongUse(
          name + " is no archive of Tocsin's, or nothing of it is left.",
          "`tocsin record --out FILE` writes one; docs/archive.md tells the format.");
    }
    if (block.header().sequence() == 0) {
      skipToRecord();
    }
  }

  /**
   * Reads a file.
   *
   * @throws WrongUse if it is not there, or no archive, or one of a later version
   */
  public static ArchiveReader open(Path file) {
    try {
      return new ArchiveReader(Files.newInputStream(file), file.toString());
    } catch (IOException e) {
      throw new WrongUse(file + " cannot be read: " + e, "Is the name right?", e);
    }
  }

  /** The first line; empty if it is lost. */
  public Optional<ArchiveHead> head() {
    return Optional.ofNullable(head);
  }

  /**
   * The next record that is whole; null at the end.
   *
   * @throws Unreachable if the file cannot be read on
   */
  public @Nullable ArchiveRecord next() {
    while (skipToRecord()) {
      Block current = block;
      if (current != null) {
        int from = at;
        int to = lineEnd(current.lines(), from, current.size());
        at = to + 1;
        ArchiveRecord read = RecordLine.read(current.lines(), from, to, names);
        if (read != null) {
          records++;
          return read;
        }
        damaged(new Damage(in.position(), 0, 1, "a line is no record"));
      }
    }
    finish();
    return null;
  }

  /** The last line, once all has been read; empty if the archive was cut. */
  public Optional<ArchiveEnd> end() {
    return Optional.ofNullable(end);
  }

  /** What could not be read so far; the first ones, if there are very many. */
  public List<Damage> damages() {
    return List.copyOf(damages);
  }

  /** Whether nothing is known to be missing so far. */
  public boolean isWhole() {
    return damages.isEmpty();
  }

  /** How many records have been read. */
  public long records() {
    return records;
  }

  /** How many records are known to be lost; more may be, if {@link #isLostUnknown}. */
  public long lost() {
    return lost;
  }

  /** Whether nobody can know how many records are lost. */
  public boolean isLostUnknown() {
    return isLostUnknown;
  }

  /** How many records are lost, for people: {@code at least 12 records are lost}. */
  public String lostInWords() {
    if (lost == 0) {
      return isLostUnknown ? "nobody can know how many records are lost" : "no record is lost";
    }
    String counted = lost == 1 ? "1 record is lost" : "%,d records are lost".formatted(lost);
    return isLostUnknown ? "at least " + counted : counted;
  }

  /** How many bytes of the file have been read. */
  public long position() {
    return in.position();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Goes to the next line that is to be a record; false at the end. */
  private boolean skipToRecord() {
    while (block != null) {
      while (at < block.size()) {
        if (!begins(NO_RECORD, block.lines(), at, block.size())) {
          return true;
        }
        int to = lineEnd(block.lines(), at, block.size());
        takeSpecial(Arrays.copyOfRange(block.lines(), at, to));
        at = to + 1;
      }
      block = block();
      at = 0;
    }
    return false;
  }

  private void takeSpecial(byte[] line) {
    try {
      if (begins(quoted(ArchiveHead.SCHEMA), line, 0, line.length)) {
        head = Wire.read(line, ArchiveHead.class);
        return;
      }
      if (begins(quoted(ArchiveEnd.SCHEMA), line, 0, line.length)) {
        end = Wire.read(line, ArchiveEnd.class);
        return;
      }
    } catch (TelemetryFormatException e) {
      damaged(new Damage(in.position(), 0, 0, "a line is not as it should be: " + e.getMessage()));
      return;
    }
    String text = new String(line, 0, Math.min(60, line.length), StandardCharsets.UTF_8);
    if (text.startsWith("{\"schema\":\"tocsin.archive.v")) {
      throw new WrongUse(
          name + " was written by a later Tocsin: " + text + " …", "Read it with that one.");
    }
    damaged(new Damage(in.position(), 0, 0, "a line of an unknown kind: " + text));
  }

  private void finish() {
    if (isOver) {
      return;
    }
    isOver = true;
    if (end == null) {
      damaged(new Damage(in.position(), 0, Damage.UNKNOWN, "the file ends without its last line"));
    } else if (!isLostUnknown && end.records() != records + lost) {
      damaged(
          new Damage(
              in.position(),
              0,
              Math.max(0, end.records() - records - lost),
              "the last line says %,d records".formatted(end.records())));
    } else {
      // What the last line says is all that can be lost.
      lost = Math.max(lost, end.records() - records);
      isLostUnknown = false;
    }
  }

  private void damaged(Damage damage) {
    if (damages.size() < MOST_DAMAGES) {
      damages.add(damage);
    }
    lost += Math.max(0, damage.lost());
    isLostUnknown |= damage.lost() == Damage.UNKNOWN;
  }

  private @Nullable Block block() {
    try {
      return in.next();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Eight bytes at a time: the lines of a day are gigabytes. */
  private static int lineEnd(byte[] lines, int from, int size) {
    int to = from;
    for (int last = size - Long.BYTES; to <= last; to += Long.BYTES) {
      long word = (long) LONGS.get(lines, to) ^ BREAKS;
      long zero = (word - ONES) & ~word & (ONES << 7);
      if (zero != 0) {
        return to + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
    }
    while (to < size && lines[to] != '\n') {
      to++;
    }
    return to;
  }

  private static byte[] quoted(String schema) {
    return ("{\"schema\":\"" + schema + '"').getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean begins(byte[] with, byte[] bytes, int from, int to) {
    return to - from >= with.length
        && Arrays.equals(bytes, from, from + with.length, with, 0, with.length);
  }

  private Unreachable unreadable(IOException e) {
    return new Unreachable(name + " cannot be read on: " + e, "Is the disk well?", e);
  }
}
