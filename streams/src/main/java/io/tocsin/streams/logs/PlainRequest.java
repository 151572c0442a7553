package io.tocsin.streams.logs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /orders/12 200 5.3 ms - 12}: requests without quotes, as morgan and many a handwritten
 * middleware write them.
 */
final class PlainRequest {
  private static final int LONGEST_METHOD = 8;

  private PlainRequest() {}

  /** The request whose path begins after this blank, if a method stands before it. */
  static @Nullable Access before(String line, int start, int blank) {
    int from = blank;
    while (from > start && blank - from < LONGEST_METHOD && isCapital(line.charAt(from - 1))) {
      from--;
    }
    String method = from == blank ? null : Methods.of(line, from, blank);
    if (method == null) {
      return null;
    }
    Words words = new Words(line, blank);
    words.next();
    Access.Request request = new Access.Request(method, line, words.from(), words.to());
    int status = status(line, words);
    return status == Statuses.NONE ? null : Access.of(request, status, latency(line, words));
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** It comes at once, or after the protocol or an arrow. */
  private static int status(String line, Words words) {
    for (int i = 0; i < 3 && words.next(); i++) {
      int status = Statuses.at(line, words.from());
      boolean between =
          line.startsWith("HTTP/", words.from())
              || words.to() - words.from() <= 2
              || line.startsWith("responded", words.from());
      if (status != Statuses.NONE || !between) {
        return status;
      }
    }
    return Statuses.NONE;
  }

  private static @Nullable Duration latency(String line, Words words) {
    while (words.next()) {
      int from = words.from() + (line.charAt(words.from()) == '(' ? 1 : 0);
      int to = words.to() - (line.charAt(words.to() - 1) == ')' ? 1 : 0);
      int end = Latencies.numberEnd(line, from, to);
      if (end > from && end < to) {
        return Latencies.read(line, from, to, Latencies.NONE);
      }
      if (end > from && (line.startsWith(" ms", to) || line.startsWith(" s", to))) {
        boolean millis = line.charAt(to + 1) == 'm';
        return Latencies.read(line, from, to, millis ? Latencies.MILLIS : Latencies.SECONDS);
      }
    }
    return null;
  }

  /** {@code [GIN] 2026/11/21 - 10:00:00 | 200 | 1.2ms | 10.0.0.1 | GET "/orders"}. */
  static @Nullable Access gin(String line, int start) {
    int first = line.indexOf('|', start);
    int second = line.indexOf('|', first + 1);
    int quote = line.indexOf('"', second + 1);
    if (first < 0 || second < 0 || quote < 0) {
      return null;
    }
    int status = Statuses.at(line, LevelReader.skipDecoration(line, first + 1));
    Words words = new Words(line, second + 1);
    words.next();
    Duration latency = Latencies.read(line, words.from(), words.to(), Latencies.NONE);
    int bar = line.lastIndexOf('|', quote);
    String method = Methods.at(line, LevelReader.skipDecoration(line, bar + 1));
    int close = line.indexOf('"', quote + 1);
    if (status == Statuses.NONE || method == null || close < 0) {
      return null;
    }
    return Access.of(new Access.Request(method, line, quote + 1, close), status, latency);
  }
}
