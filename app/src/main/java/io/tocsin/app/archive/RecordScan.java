package io.tocsin.app.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.archive.ArchiveRecord.Place;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record's line as {@link RecordLine} writes it, in one pass over the bytes; anything else
 * is left to a reader of JSON. An archive of a day has millions of lines.
 */
final class RecordScan {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] TOPIC = ascii("{\"topic\":\"");
  private static final byte[] PARTITION = ascii(",\"partition\":");
  private static final byte[] OFFSET = ascii(",\"offset\":");
  private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
  private static final byte[] KEY = ascii(",\"key\":\"");
  private static final byte[] VALUE = ascii(",\"value\":{");

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  private final byte[] bytes;
  private final int end;
  private final Names names;
  private int at;
  private boolean failed;

  RecordScan(byte[] bytes, int from, int end, Names names) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.names = names;
  }

  @Nullable ArchiveRecord read() {
    String topic = skip(TOPIC) ? text() : null;
    if (topic == null || !skip(PARTITION)) {
      return null;
    }
    int partition = (int) number();
    long offset = skip(OFFSET) ? number() : ArchiveRecord.NO_OFFSET;
    if (!skip(TIMESTAMP)) {
      return null;
    }
    long timestamp = number();
    String key = skip(KEY) ? text() : null;
    if (!skip(VALUE) || failed || bytes[end - 1] != '}') {
      return null;
    }
    byte[] value = Arrays.copyOfRange(bytes, at - 1, end - 1);
    return new ArchiveRecord(topic, new Place(partition, offset, timestamp), key, value);
  }

  private boolean skip(byte[] expected) {
    if (end - at < expected.length
        || !Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length)) {
      return false;
    }
    at += expected.length;
    return true;
  }

  /** Up to the closing quote. */
  private @Nullable String text() {
    int from = at;
    boolean isEscaped = false;
    skipPlain();
    while (at < end && bytes[at] != '"') {
      isEscaped |= bytes[at] == '\\';
      at += bytes[at] == '\\' ? 2 : 1;
    }
    failed |= at >= end;
    if (failed) {
      return null;
    }
    at++;
    return isEscaped ? unescaped(from - 1) : names.of(bytes, from, at - 1);
  }

  /** Past bytes among which there is neither quote nor backslash, eight at a time. */
  private void skipPlain() {
    while (at <= end - Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      if ((zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES)) != 0) {
        return;
      }
      at += Long.BYTES;
    }
  }

  /** Not 0 if one of the eight bytes is 0. */
  private static long zeros(long word) {
    return (word - ONES) & ~word & (ONES << 7);
  }

  private @Nullable String unescaped(int from) {
    try {
      return JSON.readValue(bytes, from, at - from, String.class);
    } catch (IOException e) {
      failed = true;
      return null;
    }
  }

  private long number() {
    boolean negative = at < end && bytes[at] == '-';
    at += negative ? 1 : 0;
    int from = at;
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + bytes[at++] - '0';
    }
    failed |= at == from || at - from > 18;
    return negative ? -value : value;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
