package io.tocsin.collector.publish;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of the spool. Format, version 1: the byte 1, then for each record: timestamp (8 bytes),
 * flags (1: bit 0 broadcast, bit 1 tombstone), length of the key (4), the key, length of the value
 * (4), the value. A last record that was cut by a crash is left out when it is read. How many of
 * its records the broker has taken stands in a file beside it, as a number in text.
 */
final class SpoolSegment {
  static final byte VERSION = 1;
  private static final int MOST = 64 << 20;

  private final Path file;
  private @Nullable FileChannel channel;
  private long bytes;
  private long records;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private int taken;

  private SpoolSegment(Path file) {
    this.file = file;
  }

  static SpoolSegment create(Path file) throws IOException {
    SpoolSegment segment = new SpoolSegment(file);
    segment.channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    segment.write(ByteBuffer.wrap(new byte[] {VERSION}));
    return segment;
  }

  /** A segment that an earlier process left behind. */
  static SpoolSegment recover(Path file) throws IOException {
    SpoolSegment segment = new SpoolSegment(file);
    segment.bytes = Files.size(file);
    segment.taken = readTaken(segment.takenFile());
    segment.read().forEach(segment::count);
    return segment;
  }

  void append(Outgoing record) throws IOException {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    ByteBuffer buffer = ByteBuffer.allocate(17 + record.key().length + value.length);
    buffer.putLong(record.timestampMillis());
    buffer.put((byte) ((record.broadcast() ? 1 : 0) | (record.value() == null ? 2 : 0)));
    buffer.putInt(record.key().length).put(record.key());
    buffer.putInt(value.length).put(value);
    write(buffer.flip());
    count(record);
  }

  private void write(ByteBuffer buffer) throws IOException {
    if (channel == null) {
      throw new IOException("the segment is sealed: " + file);
    }
    while (buffer.hasRemaining()) {
      bytes += channel.write(buffer);
    }
  }

  private Path takenFile() {
    return file.resolveSibling(file.getFileName() + ".taken");
  }

  /** A number that cannot be read counts as none: rather twice than never. */
  private static int readTaken(Path file) throws IOException {
    try {
      return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** So many more records from the front have been taken by the broker. */
  void taken(int more) throws IOException {
    taken += more;
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, Integer.toString(taken));
    Files.move(fresh, takenFile(), StandardCopyOption.REPLACE_EXISTING);
  }

  private void count(Outgoing record) {
    records++;
    firstMillis = Math.min(firstMillis, record.timestampMillis());
    lastMillis = Math.max(lastMillis, record.timestampMillis());
  }

  void seal() {
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete() {
    seal();
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(takenFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the broker has not taken yet. */
  List<Outgoing> read() throws IOException {
    List<Outgoing> all = readAll();
    return all.subList(Math.min(taken, all.size()), all.size());
  }

  private List<Outgoing> readAll() throws IOException {
    List<Outgoing> read = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.read() != VERSION) {
        return read;
      }
      while (true) {
        read.add(readOne(in));
      }
    } catch (EOFException e) {
      return read; // the end, or the place where a crash cut it
    }
  }

  private static Outgoing readOne(DataInputStream in) throws IOException {
    long timestamp = in.readLong();
    int flags = in.readByte();
    byte[] key = readBytes(in);
    byte[] value = readBytes(in);
    return new Outgoing(timestamp, (flags & 1) != 0, key, (flags & 2) != 0 ? null : value);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw new EOFException("not a length");
    }
    byte[] read = new byte[length];
    in.readFully(read);
    return read;
  }

  long bytes() {
    return bytes;
  }

  Loss asLoss() {
    return new Loss(records, firstMillis, lastMillis);
  }
}
