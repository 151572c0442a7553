package io.tocsin.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a container's lines have in common: the bytes between the time and the text, and what they
 * say. They come again with each line, so they are read once and then only compared.
 */
final class LogLineHead {
  private static final byte[] HOST = bytes("\",\"host\":\"");
  private static final byte[] STACK = bytes("\",\"stack\":\"");
  private static final byte[] SERVICE = bytes("\",\"service\":\"");
  private static final byte[] CONTAINER = bytes("\",\"container\":\"");
  private static final byte[] CONTAINER_ID = bytes("\",\"containerId\":\"");
  private static final byte[] STREAM = bytes("\",\"stream\":\"");
  private static final byte[] LINE = bytes("\",\"line\":\"");

  /** So many bytes are part of every head, whatever the names: of the keys alone come as many. */
  private static final int HASHED = 88;

  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  /** Heads that differ only in their ends, as those of replicas and streams, are neighbours. */
  private static final int NEIGHBOURS = 4;

  /**
   * Threads may race here and only lose a chance to share: heads are immutable, and each one found
   * is compared before it is used.
   */
  private static final @Nullable LogLineHead[] KNOWN = new LogLineHead[1024];

  private final byte[] bytes;
  private final Subject subject;
  private final String container;
  private final String containerId;
  private final LogLine.Stream stream;

  private LogLineHead(byte[] bytes, String[] names, LogLine.Stream stream) {
    this.bytes = bytes;
    this.subject = new Subject(names[0], names[1], names[2]);
    this.container = names[3];
    this.containerId = names[4];
    this.stream = stream;
  }

  /** The head that begins here; null if a parser has to look at it. */
  static @Nullable LogLineHead at(byte[] json, int from) {
    if (from + HASHED > json.length) {
      return null;
    }
    int place = hash(json, from) & KNOWN.length - NEIGHBOURS;
    for (int i = place; i < place + NEIGHBOURS; i++) {
      LogLineHead known = KNOWN[i];
      if (known != null && known.isAt(json, from)) {
        return known;
      }
    }
    LogLineHead read = new Reader(json, from).head();
    if (read != null) {
      System.arraycopy(KNOWN, place, KNOWN, place + 1, NEIGHBOURS - 1);
      KNOWN[place] = read;
    }
    return read;
  }

  int length() {
    return bytes.length;
  }

  LogLine line(Instant at, String text) {
    return new LogLine(at, subject, container, containerId, stream, text, false, null);
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads a head for the first time. */
  private static final class Reader {
    private final byte[] json;
    private final int from;
    private int next;

    Reader(byte[] json, int from) {
      this.json = json;
      this.from = from;
      this.next = from;
    }

    @Nullable LogLineHead head() {
      String host = name(HOST);
      String stack = name(STACK);
      String service = name(SERVICE);
      String container = name(CONTAINER);
      String containerId = name(CONTAINER_ID);
      LogLine.Stream stream = stream(name(STREAM));
      if (host == null
          || stack == null
          || service == null
          || container == null
          || containerId == null
          || stream == null
          || !skip(LINE)) {
        return null;
      }
      String[] names = {host, stack, service, container, containerId};
      return new LogLineHead(Arrays.copyOfRange(json, from, next), names, stream);
    }

    private static LogLine.@Nullable Stream stream(@Nullable String name) {
      for (LogLine.Stream stream : LogLine.Stream.values()) {
        if (stream.wireName().equals(name)) {
          return stream;
        }
      }
      return null;
    }

    /** A name of plain ASCII without escapes. */
    private @Nullable String name(byte[] before) {
      if (!skip(before)) {
        return null;
      }
      int start = next;
      next = PlainBytes.end(json, start);
      if (next == json.length || json[next] != '"') {
        next = -1;
        return null;
      }
      return new String(json, start, next - start, StandardCharsets.ISO_8859_1);
    }

    /** Steps over what must come next; if it does not, nothing is found from here on. */
    private boolean skip(byte[] expected) {
      int end = next + expected.length;
      boolean isThere =
          next >= 0
              && end <= json.length
              && Arrays.equals(json, next, end, expected, 0, expected.length);
      next = isThere ? end : -1;
      return isThere;
    }
  }
}
