package io.tocsin.app.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in a row, and their number; it keeps its room when it is emptied. */
final class LineBuffer {
  private byte[] bytes = new byte[64 * 1024];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** Goes back to how it was. */
  void truncate(int to) {
    length = to;
  }

  LineBuffer put(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  LineBuffer put(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  LineBuffer put(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
