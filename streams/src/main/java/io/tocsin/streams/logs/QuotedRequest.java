package io.tocsin.streams.logs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code "GET /orders/12 HTTP/1.1" 200 …}: the common log format and its many heirs: Apache, nginx,
 * Gunicorn, Uvicorn, Traefik, Envoy, Werkzeug, Django, Tomcat.
 */
final class QuotedRequest {
  private static final int LONGEST_PATH = 4_096;

  private QuotedRequest() {}

  /** The request that this quote opens, if an answer's status comes after it. */
  static @Nullable Access at(String line, int quote) {
    String method = Methods.at(line, quote + 1);
    if (method == null) {
      return null;
    }
    int from = quote + 1 + method.length() + 1;
    int bound = Math.min(line.length(), from + LONGEST_PATH);
    int to = from;
    while (to < bound && line.charAt(to) != ' ' && line.charAt(to) != '"') {
      to++;
    }
    int close = line.indexOf('"', to);
    if (to == from || close < 0 || close > to + 12 || isClient(line, quote)) {
      return null;
    }
    int after = LevelReader.skipDecoration(line, close + 1);
    int status = Statuses.at(line, after);
    if (status == Statuses.NONE) {
      return null;
    }
    Access.Request request = new Access.Request(method, line, from, to);
    return Access.of(request, status, latency(line, quote, after + 3));
  }

  /** {@code http://db:8080 "GET / HTTP/1.1" 200}: what a client asked for, as urllib3 tells it. */
  private static boolean isClient(String line, int quote) {
    int scheme = line.lastIndexOf("://", quote);
    return scheme >= 0 && line.indexOf(' ', scheme) == quote - 1;
  }

  private static @Nullable Duration latency(String line, int quote, int from) {
    if (isEnvoy(line, quote)) {
      return envoy(line, from);
    }
    Duration told = anywhere(line, from);
    return told == null ? atTheEnd(line, from) : told;
  }

  /**
   * A bare whole number behind the common or the combined format: Apache's {@code %D}, Gunicorn's
   * {@code %(D)s}, both in microseconds. Whoever writes milliseconds or seconds there is taken for
   * faster than he is, and never rings for nothing.
   */
  private static @Nullable Duration atTheEnd(String line, int from) {
    int end = line.length();
    while (end > from && line.charAt(end - 1) <= ' ') {
      end--;
    }
    int blank = line.lastIndexOf(' ', end - 1);
    if (blank <= from || !isWhole(line, blank + 1, end)) {
      return null;
    }
    boolean combined = line.charAt(blank - 1) == '"';
    boolean common = line.lastIndexOf(' ', blank - 1) == from && isSize(line, from + 1, blank);
    return combined || common ? Latencies.read(line, blank + 1, end, Latencies.MICROS) : null;
  }

  private static boolean isSize(String line, int from, int to) {
    return isWhole(line, from, to) || (to == from + 1 && line.charAt(from) == '-');
  }

  private static boolean isWhole(String line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!LevelReader.isDigit(line.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }

  /** {@code [2026-11-21T10:00:00.000Z] "GET …}. */
  private static boolean isEnvoy(String line, int quote) {
    return quote > 20 && line.startsWith("Z] ", quote - 3);
  }

  /** Of flags, details, bytes in, bytes out and milliseconds, the last of three numbers. */
  private static @Nullable Duration envoy(String line, int from) {
    Words words = new Words(line, from);
    int numbers = 0;
    while (words.next()) {
      boolean number = Latencies.numberEnd(line, words.from(), words.to()) == words.to();
      numbers = number ? numbers + 1 : 0;
      if (numbers == 3) {
        return Latencies.read(line, words.from(), words.to(), Latencies.MILLIS);
      }
    }
    return null;
  }

  /** A named value, a number with a unit, or seconds as nginx writes them. */
  private static @Nullable Duration anywhere(String line, int from) {
    Words words = new Words(line, from);
    while (words.next()) {
      Duration latency = word(line, words.from(), words.to());
      if (latency != null) {
        return latency;
      }
    }
    return null;
  }

  private static @Nullable Duration word(String line, int from, int to) {
    char first = line.charAt(from);
    if (LevelReader.isDigit(first)) {
      double bare = Latencies.isSeconds(line, from, to) ? Latencies.SECONDS : Latencies.NONE;
      return Latencies.read(line, from, to, bare);
    }
    int equals = LevelReader.isLetter(first) ? line.indexOf('=', from) : -1;
    return equals > from && equals < to - 1 ? named(line, from, equals, to) : null;
  }

  private static @Nullable Duration named(String line, int from, int equals, int to) {
    AccessField field = AccessField.of(line, from, equals);
    if (field == null || !field.isLatency()) {
      return null;
    }
    double unit = field == AccessField.DURATION ? Latencies.SECONDS : field.nanos();
    return Latencies.read(line, equals + 1, to, unit);
  }
}
