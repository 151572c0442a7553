package io.tocsin.collector.logs;

import java.util.Arrays;

/** Bytes up to a bound; what is beyond it is dropped and remembered as cut. Grows as needed. */
final class BoundedBuffer {
  private static final int FIRST = 256;
  private static final int KEPT = 32 << 10;

  private final int bound;
  private byte[] bytes = new byte[FIRST];
  private int length;
  private boolean cut;

  BoundedBuffer(int bound) {
    this.bound = bound;
  }

  void append(byte[] from, int offset, int count) {
    int fits = Math.min(count, bound - length);
    cut |= fits < count;
    if (length + fits > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(bound, Math.max(length + fits, bytes.length * 2)));
    }
    System.arraycopy(from, offset, bytes, length, fits);
    length += fits;
  }

  /** Empties it; room that only one long line needed is given back. */
  void clear() {
    length = 0;
    cut = false;
    if (bytes.length > KEPT) {
      bytes = new byte[FIRST];
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  boolean isCut() {
    return cut;
  }
}
