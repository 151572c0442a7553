package io.tocsin.streams.logs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that is told in named values, as they are met one after the other. */
final class NamedRequest {
  private final String line;
  private @Nullable String method;
  private int pathFrom = -1;
  private int pathTo = -1;
  private int status = Statuses.NONE;
  private int latencyFrom = -1;
  private int latencyTo = -1;
  private double unit;
  private boolean nested;

  NamedRequest(String line) {
    this.line = line;
  }

  /** Caddy tells the request in an object of its own, and times in seconds. */
  void nested() {
    nested = true;
  }

  void take(AccessField field, int from, int to) {
    switch (field) {
      case METHOD -> method = Methods.of(line, from, to);
      case PATH -> path(from, to);
      case STATUS -> status = Statuses.at(line, from);
      case REQUEST -> whole(from, to);
      case RESPONSE -> {}
      default -> latency(field, from, to);
    }
  }

  private void path(int from, int to) {
    if (pathFrom < 0 && from < to) {
      pathFrom = from;
      pathTo = to;
    }
  }

  /** {@code GET /orders HTTP/1.1} in one. */
  private void whole(int from, int to) {
    String name = Methods.at(line, from);
    if (name != null && from + name.length() < to) {
      method = name;
      int begin = from + name.length() + 1;
      int blank = line.indexOf(' ', begin);
      path(begin, blank < 0 || blank > to ? to : blank);
    }
  }

  private void latency(AccessField field, int from, int to) {
    boolean isNumber = Latencies.numberEnd(line, from, to) == to;
    double bare = unit(field, from);
    if (latencyFrom < 0 && (!isNumber || bare != Latencies.NONE)) {
      latencyFrom = from;
      latencyTo = to;
      unit = bare;
    }
  }

  private double unit(AccessField field, int from) {
    if (field != AccessField.DURATION) {
      return field.nanos();
    }
    // Traefik: "Duration", in nanoseconds.
    if (from > 10 && line.startsWith("\"Duration\":", from - 11)) {
      return Latencies.NANOS;
    }
    return nested ? Latencies.SECONDS : Latencies.MILLIS;
  }

  /** The request, if all of it has been told. */
  @Nullable Access request() {
    if (method == null || pathFrom < 0 || status == Statuses.NONE) {
      return null;
    }
    Duration latency = latencyFrom < 0 ? null : Latencies.read(line, latencyFrom, latencyTo, unit);
    return Access.of(new Access.Request(method, line, pathFrom, pathTo), status, latency);
  }
}
