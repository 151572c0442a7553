package io.tocsin.streams.logs;

import java.util.Locale;
import java.util.Set;

/**
 * The routes that monitors and load balancers ask. A word such as {@code status} is one only where
 * the route has no more to it: {@code /orders/*}{@code /status} is none.
 */
final class HealthRoutes {
  /** Say it wherever they stand. */
  private static final Set<String> PLAIN =
      Set.of("health", "healthz", "healthcheck", "healthy", "livez", "readyz", "readiness");

  /** Say it where they are all there is. */
  private static final Set<String> ALONE =
      Set.of("live", "liveness", "alive", "ready", "ping", "status", "heartbeat", "up", "hc");

  private static final Set<String> PREFIXES = Set.of("api", "rest", "internal", "actuator", "");
  private static final int LONGEST = 60;

  private HealthRoutes() {}

  static boolean contains(String route) {
    if (route.length() > LONGEST || route.length() < 3) {
      return false;
    }
    boolean alone = true;
    boolean health = false;
    for (int from = 0; from <= route.length(); ) {
      int slash = route.indexOf('/', from);
      int to = slash < 0 ? route.length() : slash;
      String word = word(route, from, to);
      if (PLAIN.contains(word)) {
        health = true;
      } else if (ALONE.contains(word)) {
        health |= alone;
      } else if (!isPrefix(word)) {
        alone = false;
        if (health && word.indexOf('*') >= 0) {
          return false;
        }
      }
      from = to + 1;
    }
    return health;
  }

  /** A segment in small letters, without hyphens. */
  private static String word(String route, int from, int to) {
    String segment = route.substring(from, to);
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '-' || c == '_' || c > 'z' || (c >= 'A' && c <= 'Z')) {
        return segment.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
      }
    }
    return segment;
  }

  private static boolean isPrefix(String word) {
    return PREFIXES.contains(word)
        || (word.length() >= 2
            && word.length() <= 3
            && word.startsWith("v")
            && LevelReader.isDigit(word.charAt(1)));
  }
}
