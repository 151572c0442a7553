package io.tocsin.app.report;

import io.tocsin.streams.logs.Access;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests that access logs tell of: those that failed by status and by route. */
final class Requests {
  private static final int MOST_ROUTES = 500;

  private long count;
  private final Failed all = new Failed();
  private final Map<Integer, Failed> byStatus = new TreeMap<>();
  private final Map<Route, Tally> byRoute = new LinkedHashMap<>();

  private record Route(String service, String name) {}

  /** Requests that failed, and how long they took. */
  private static final class Failed {
    long count;
    final Quantiles millis = new Quantiles();

    void add(Access access) {
      count++;
      if (access.latency() != null) {
        millis.add(access.latency().toNanos() / 1e6);
      }
    }
  }

  private static final class Tally {
    long requests;
    final Failed failed = new Failed();
    final Map<Integer, Long> statuses = new TreeMap<>();
  }

  /** How long it took, in milliseconds; {@code told} is how many lines tell it. */
  record Latency(long told, double mean, double p50, double p95, double max) {
    static Latency of(Quantiles millis) {
      return new Latency(
          millis.count(), millis.mean(), millis.at(0.5), millis.at(0.95), millis.max());
    }
  }

  /** Failures with one status. */
  record StatusRow(int status, long count, Latency latency) {}

  /** Failures of one route. */
  record RouteRow(
      String service,
      String route,
      long requests,
      long failed,
      Map<Integer, Long> statuses,
      Latency latency) {}

  /**
   * What is known of requests.
   *
   * @param count all that were answered, as far as they were logged
   * @param failed those answered with 5xx
   * @param latency of the failed ones
   */
  record Summary(
      long count, long failed, Latency latency, List<StatusRow> statuses, List<RouteRow> routes) {}

  static boolean isFailure(Access access) {
    return access.status() >= 500;
  }

  void add(Subject subject, Access access) {
    count++;
    Route route = new Route(subject.service(), access.method() + " " + access.route());
    if (byRoute.size() >= MOST_ROUTES && !byRoute.containsKey(route)) {
      route = new Route(subject.service(), "other routes");
    }
    Tally tally = byRoute.computeIfAbsent(route, of -> new Tally());
    tally.requests++;
    if (isFailure(access)) {
      all.add(access);
      byStatus.computeIfAbsent(access.status(), of -> new Failed()).add(access);
      tally.failed.add(access);
      tally.statuses.merge(access.status(), 1L, Long::sum);
    }
  }

  Summary summary() {
    List<StatusRow> statuses = new ArrayList<>();
    byStatus.forEach(
        (status, failed) ->
            statuses.add(new StatusRow(status, failed.count, Latency.of(failed.millis))));
    statuses.sort(Comparator.comparingLong(StatusRow::count).reversed());
    List<RouteRow> routes = new ArrayList<>();
    byRoute.forEach(
        (route, tally) -> {
          if (tally.failed.count > 0) {
            routes.add(
                new RouteRow(
                    route.service(),
                    route.name(),
                    tally.requests,
                    tally.failed.count,
                    Map.copyOf(tally.statuses),
                    Latency.of(tally.failed.millis)));
          }
        });
    routes.sort(Comparator.comparingLong(RouteRow::failed).reversed());
    return new Summary(count, all.count, Latency.of(all.millis), statuses, routes);
  }
}
