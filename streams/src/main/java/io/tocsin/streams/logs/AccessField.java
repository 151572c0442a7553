package io.tocsin.streams.logs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a named value of an access log tells, whatever the server calls it. */
enum AccessField {
  METHOD(Latencies.NONE, "method", "requestmethod", "httpmethod", "httprequestmethod", "verb"),
  PATH(
      Latencies.NONE,
      "path",
      "uri",
      "url",
      "requesturi",
      "requesturl",
      "requestpath",
      "urlpath",
      "httppath",
      "httptarget",
      "originalurl",
      "route"),
  STATUS(
      Latencies.NONE,
      "status",
      "statuscode",
      "responsecode",
      "responsestatus",
      "downstreamstatus",
      "httpstatus",
      "httpstatuscode",
      "httpresponsestatuscode"),
  /** {@code "GET /x HTTP/1.1"} in one, or what is asked of it in an object. */
  REQUEST(Latencies.NONE, "request", "req", "http", "httprequest"),
  RESPONSE(Latencies.NONE, "response", "res"),
  /** In the unit that the server is known for. */
  DURATION(Latencies.MILLIS, "duration", "elapsed"),
  /** Only with a unit of its own. */
  LATENCY(Latencies.NONE, "latency", "latencyhuman", "took", "responsetimehuman"),
  MILLIS(
      Latencies.MILLIS,
      "responsetime",
      "durationms",
      "latencyms",
      "elapsedms",
      "responsetimems",
      "tookms"),
  MICROS(Latencies.MICROS, "durationus", "latencyus"),
  SECONDS(
      Latencies.SECONDS,
      "requesttime",
      "rt",
      "durations",
      "latencys",
      "latencyseconds",
      "durationseconds"),
  NANOS(Latencies.NANOS, "eventduration", "durationns", "latencyns");

  private static final int SLOTS = 256;
  private static final int LONGEST = 32;
  private static final @Nullable AccessField[] FIELDS = new AccessField[SLOTS];
  private static final String[] NAMES = new String[SLOTS];

  static {
    for (AccessField field : values()) {
      for (String name : field.names) {
        int slot = slot(hash(name, 0, name.length()));
        while (FIELDS[slot] != null) {
          slot = slot + 1 & SLOTS - 1;
        }
        FIELDS[slot] = field;
        NAMES[slot] = name.toLowerCase(Locale.ROOT);
      }
    }
  }

  private final double nanos;
  private final String[] names;

  AccessField(double nanos, String... names) {
    this.nanos = nanos;
    this.names = names;
  }

  /** The unit of a number without one. */
  double nanos() {
    return nanos;
  }

  boolean isLatency() {
    return ordinal() >= DURATION.ordinal();
  }

  /** The field that is called so, letters and digits alone counting; null for another. */
  static @Nullable AccessField of(String line, int from, int to) {
    if (to - from > LONGEST) {
      return null;
    }
    int slot = slot(hash(line, from, to));
    for (AccessField field = FIELDS[slot]; field != null; field = FIELDS[slot]) {
      if (isSame(NAMES[slot], line, from, to)) {
        return field;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return null;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 8 ^ hash >>> 16) & SLOTS - 1;
  }

  private static int hash(String text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != '_' && c != '-' && c != '.') {
        hash = 31 * hash + (c | 0x20);
      }
    }
    return hash;
  }

  private static boolean isSame(String name, String text, int from, int to) {
    int matched = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '_' || c == '-' || c == '.') {
        continue;
      }
      if (matched == name.length() || name.charAt(matched++) != (c | 0x20)) {
        return false;
      }
    }
    return matched == name.length();
  }
}
