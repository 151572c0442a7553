package io.tocsin.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a container's samples have in common: the bytes between the time and the memory, and what
 * they say. They come again with each sample, so they are read once and then only compared.
 */
final class SampleHead {
  private static final byte[][] KEYS = {
    SampleScanner.bytes("\",\"host\":\""),
    SampleScanner.bytes("\",\"stack\":\""),
    SampleScanner.bytes("\",\"service\":\""),
    SampleScanner.bytes("\",\"container\":{\"id\":\""),
    SampleScanner.bytes("\",\"name\":\""),
    SampleScanner.bytes("\",\"image\":\""),
    SampleScanner.bytes("\"},\"source\":\"")
  };

  /** So many bytes are part of every head, whatever the names: of the keys alone come as many. */
  private static final int HASHED = 80;

  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;
  private static final int NEIGHBOURS = 4;

  /** As with {@link LogLineHead}, threads may race here and only lose a chance to share. */
  private static final @Nullable SampleHead[] KNOWN = new SampleHead[2048];

  private final byte[] bytes;
  private final Subject subject;
  private final ContainerRef container;
  private final String source;

  private SampleHead(byte[] bytes, String[] names) {
    this.bytes = bytes;
    subject = new Subject(names[0], names[1], names[2]);
    container = new ContainerRef(names[3], names[4], names[5]);
    source = names[6];
  }

  /** The head that begins here; null if data binding has to look at it. */
  static @Nullable SampleHead at(byte[] json, int from) {
    if (from + HASHED > json.length) {
      return null;
    }
    int place = hash(json, from) & KNOWN.length - NEIGHBOURS;
    for (int i = place; i < place + NEIGHBOURS; i++) {
      SampleHead known = KNOWN[i];
      if (known != null && known.isAt(json, from)) {
        return known;
      }
    }
    SampleHead read = read(json, from);
    if (read != null) {
      System.arraycopy(KNOWN, place, KNOWN, place + 1, NEIGHBOURS - 1);
      KNOWN[place] = read;
    }
    return read;
  }

  int length() {
    return bytes.length;
  }

  Subject subject() {
    return subject;
  }

  ContainerRef container() {
    return container;
  }

  String source() {
    return source;
  }

  private boolean isAt(byte[] json, int from) {
    int to = from + bytes.length;
    return to <= json.length && Arrays.equals(json, from, to, bytes, 0, bytes.length);
  }

  private static int hash(byte[] json, int from) {
    long hash = 0;
    for (int at = from; at < from + HASHED; at += Long.BYTES) {
      hash = Long.rotateLeft(hash, 29) * PRIME + PlainBytes.longAt(json, at);
    }
    hash *= PRIME;
    return (int) (hash >>> 32);
  }

  private static @Nullable SampleHead read(byte[] json, int from) {
    String[] names = new String[KEYS.length];
    int next = from;
    for (int i = 0; i < KEYS.length; i++) {
      int start = next + KEYS[i].length;
      if (start > json.length || !Arrays.equals(json, next, start, KEYS[i], 0, KEYS[i].length)) {
        return null;
      }
      next = PlainBytes.end(json, start);
      if (next == json.length || json[next] != '"') {
        return null;
      }
      names[i] = new String(json, start, next - start, StandardCharsets.ISO_8859_1);
    }
    return new SampleHead(Arrays.copyOfRange(json, from, next + 1), names);
  }
}
