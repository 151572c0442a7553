package io.tocsin.app.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before each block: a skippable frame of zstd's, so that {@code zstd -d} passes over
 * it, of {@link #LENGTH} bytes in little-endian order. It says enough to know, when blocks are
 * missing before it, how many records were in them.
 *
 * @param sequence the block's number, from 0
 * @param compressed the length of the zstd frame that follows
 * @param size the length of the lines in it
 * @param records how many of the lines are records
 * @param recordsBefore how many records are in the blocks before
 * @param body the checksum (CRC-32C) of the zstd frame
 */
record BlockHeader(
    int sequence, int compressed, int size, int records, long recordsBefore, int body) {
  static final int LENGTH = 48;

  /** A block has no more, whatever its header says. */
  static final int LARGEST = 32 * 1024 * 1024;

  /** Begins a skippable frame (RFC 8878, 3.1.2): any of 0x184D2A50 to 0x184D2A5F. */
  private static final int MAGIC = 0x184D2A5C;

  private static final byte[] MARK = "TOCSINA1".getBytes(StandardCharsets.US_ASCII);
  private static final int FRAME = 8;

  byte[] bytes() {
    ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(MAGIC).putInt(LENGTH - FRAME).put(MARK);
    header.putInt(sequence).putInt(compressed).putInt(size).putInt(records);
    header.putLong(recordsBefore).putInt(body).putInt(0);
    header.putInt(LENGTH - 4, checksum(header.array(), 0, LENGTH - 4));
    return header.array();
  }

  /** Reads one; null if none is there, or its checksum is wrong. */
  static @Nullable BlockHeader read(byte[] bytes, int at) {
    if (!isAt(bytes, at)) {
      return null;
    }
    ByteBuffer header =
        ByteBuffer.wrap(bytes, at + FRAME + MARK.length, LENGTH - FRAME - MARK.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    BlockHeader read =
        new BlockHeader(
            header.getInt(),
            header.getInt(),
            header.getInt(),
            header.getInt(),
            header.getLong(),
            header.getInt());
    return header.getInt() == checksum(bytes, at, LENGTH - 4) && read.isSane() ? read : null;
  }

  /** Whether a header seems to begin here. */
  static boolean isAt(byte[] bytes, int at) {
    return bytes[at] == (byte) MAGIC
        && Arrays.equals(bytes, at + FRAME, at + FRAME + MARK.length, MARK, 0, MARK.length);
  }

  private boolean isSane() {
    return sequence >= 0
        && compressed >= 0
        && compressed <= LARGEST
        && size >= 0
        && size <= LARGEST
        && records >= 0
        && recordsBefore >= 0;
  }

  static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }
}
