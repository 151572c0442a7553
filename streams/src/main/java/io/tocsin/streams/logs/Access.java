package io.tocsin.streams.logs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that a server has answered, from a line of its access log.
 *
 * @param method in capitals, such as {@code GET}
 * @param route the path without its query, identifiers masked: {@code /orders/*}
 * @param status of the answer
 * @param latency null where the log does not tell, or not in which unit
 * @param isHealth whether it asks for the server's health
 */
public record Access(
    String method, String route, int status, @Nullable Duration latency, boolean isHealth) {

  static Access of(Request request, int status, @Nullable Duration latency) {
    String route = Route.mask(request.line(), request.from(), request.to());
    return new Access(request.method(), route, status, latency, HealthRoutes.contains(route));
  }

  /** What was asked for, and where in the line its path stands. */
  record Request(String method, String line, int from, int to) {}
}
