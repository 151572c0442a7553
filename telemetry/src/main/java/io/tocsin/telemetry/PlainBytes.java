package io.tocsin.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of plain text in JSON, eight bytes at a time (Mycroft's test for a zero byte, as in
 * Warren, "Hacker's Delight", section 6-1).
 */
final class PlainBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long BLANKS = ONES * ' ';

  private PlainBytes() {}

  /** The first place from here on with a quote, a backslash, a control or no ASCII; or the end. */
  static int end(byte[] text, int from) {
    int at = from;
    for (int last = text.length - Long.BYTES; at <= last; at += Long.BYTES) {
      long special = special(longAt(text, at));
      if (special != 0) {
        return at + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (at < text.length && isPlain(text[at])) {
      at++;
    }
    return at;
  }

  static long longAt(byte[] text, int at) {
    return (long) LONGS.get(text, at);
  }

  /** The lowest bit that is set lies in the first special byte; higher ones may mislead. */
  private static long special(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    long found =
        ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - BLANKS) & ~word);
    return (found | word) & HIGH;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }
}
