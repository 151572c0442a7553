package io.tocsin.streams.detect.slowrequests;

import io.tocsin.streams.detect.Recent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which routes are slow, how slow lately, and which of them are so by nature. */
final class SlowRoutes {
  private static final int MOST = 64;
  private static final int LATEST = 64;

  private final Recent<String, Integer> slow = new Recent<>(MOST);
  private final Recent<String, Boolean> usual = new Recent<>(MOST);
  private final List<Long> latest = new ArrayList<>();

  /** What is kept: slow answers by route, the routes that are left out, the last times in ms. */
  record State(Map<String, Integer> slow, List<String> usual, List<Long> latest) {}

  SlowRoutes(@Nullable State kept) {
    if (kept != null) {
      slow.putAll(kept.slow());
      kept.usual().forEach(route -> usual.put(route, true));
      latest.addAll(kept.latest());
    }
  }

  State state() {
    return new State(new LinkedHashMap<>(slow), List.copyOf(usual.keySet()), List.copyOf(latest));
  }

  boolean isUsual(String route) {
    return !usual.isEmpty() && usual.containsKey(route);
  }

  void add(String route, Duration latency) {
    slow.renew(route, slow.getOrDefault(route, 0) + 1);
    if (latest.size() == LATEST) {
      latest.remove(0);
    }
    latest.add(latency.toMillis());
  }

  /** The quantile of all requests, of which this share is slow. */
  Duration quantile(double quantile, double share) {
    List<Long> sorted = new ArrayList<>(latest);
    Collections.sort(sorted);
    double within = share <= 0 ? 1 : 1 - (1 - quantile) / share;
    int rank = (int) Math.ceil(Math.max(0, within) * sorted.size());
    return Duration.ofMillis(sorted.get(Math.max(0, Math.min(sorted.size(), rank) - 1)));
  }

  /** The slowest routes first: {@code 12 × /reports}. */
  List<String> top(int most) {
    return slow.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(most)
        .map(route -> route.getValue() + " × " + route.getKey())
        .toList();
  }

  void forget() {
    slow.clear();
    latest.clear();
  }

  /** What has been slow for so long is how it is. */
  void accept() {
    slow.keySet().forEach(route -> usual.renew(route, true));
    forget();
  }
}
