package io.tocsin.streams.logs;

import org.jspecify.annotations.Nullable;

/** What a named value of an access log tells, whatever the server calls it. */
enum AccessField {
  METHOD(Latencies.NONE, false),
  PATH(Latencies.NONE, false),
  STATUS(Latencies.NONE, false),
  /** {@code "GET /x HTTP/1.1"} in one, or what is asked of it in an object. */
  REQUEST(Latencies.NONE, false),
  RESPONSE(Latencies.NONE, false),
  /** In the unit that the server is known for. */
  DURATION(Latencies.MILLIS, true),
  /** Only with a unit of its own. */
  LATENCY(Latencies.NONE, true),
  MILLIS(Latencies.MILLIS, true),
  MICROS(Latencies.MICROS, true),
  SECONDS(Latencies.SECONDS, true),
  NANOS(Latencies.NANOS, true);

  private static final int SLOTS = 256;
  private static final int LONGEST = 32;
  private static final @Nullable AccessField[] FIELDS = new AccessField[SLOTS];
  private static final String[] NAMES = new String[SLOTS];

  static {
    fill(METHOD, "method", "requestmethod", "httpmethod", "httprequestmethod", "verb");
    fill(PATH, "path", "uri", "url", "requesturi", "requesturl", "requestpath", "urlpath");
    fill(PATH, "httppath", "httptarget", "originalurl", "route");
    fill(STATUS, "status", "statuscode", "responsecode", "responsestatus", "downstreamstatus");
    fill(STATUS, "httpstatus", "httpstatuscode", "httpresponsestatuscode");
    fill(REQUEST, "request", "req", "http", "httprequest");
    fill(RESPONSE, "response", "res");
    fill(DURATION, "duration", "elapsed");
    fill(LATENCY, "latency", "latencyhuman", "took", "responsetimehuman");
    fill(MILLIS, "responsetime", "durationms", "latencyms", "elapsedms", "responsetimems");
    fill(MILLIS, "tookms");
    fill(MICROS, "durationus", "latencyus");
    fill(SECONDS, "requesttime", "rt", "durations", "latencys", "latencyseconds");
    fill(SECONDS, "durationseconds");
    fill(NANOS, "eventduration", "durationns", "latencyns");
  }

  private final double nanos;
  private final boolean isLatency;

  AccessField(double nanos, boolean isLatency) {
    this.nanos = nanos;
    this.isLatency = isLatency;
  }

  private static void fill(AccessField field, String... names) {
    for (String name : names) {
      int slot = slot(hash(name, 0, name.length()));
      while (FIELDS[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      FIELDS[slot] = field;
      NAMES[slot] = name;
    }
  }

  /** The unit of a number without one. */
  double nanos() {
    return nanos;
  }

  boolean isLatency() {
    return isLatency;
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
      slot = (slot + 1) & (SLOTS - 1);
    }
    return null;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (SLOTS - 1);
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
