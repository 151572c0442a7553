package io.tocsin.streams.detect;

import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what a finding stands on. Empty things are left out; text is bounded. */
public final class Evidence {
  private static final int LONGEST_TEXT = 500;
  private static final int MOST_ENTRIES = 20;

  private final Map<String, Object> gathered = new LinkedHashMap<>();

  public static Evidence of(String name, Object value) {
    return new Evidence().with(name, value);
  }

  public Evidence with(String name, @Nullable Object value) {
    if (value instanceof String text) {
      return text.isEmpty() ? this : put(name, cut(text));
    }
    if (value instanceof Instant instant) {
      return put(name, Timestamps.format(instant));
    }
    if (value instanceof Collection<?> entries) {
      return entries.isEmpty() ? this : put(name, last(List.copyOf(entries)));
    }
    return value == null ? this : put(name, value);
  }

  /** How a container ended. */
  public Evidence with(EngineEvent.@Nullable Exit exit) {
    if (exit == null) {
      return this;
    }
    if (exit.oomKilled()) {
      with("oomKilled", true);
    }
    return with("exitCode", exit.code()).with("error", exit.error()).with("logs", exit.logs());
  }

  public Map<String, Object> build() {
    return gathered;
  }

  private Evidence put(String name, Object value) {
    gathered.put(name, value);
    return this;
  }

  private static List<Object> last(List<?> entries) {
    return entries.subList(Math.max(0, entries.size() - MOST_ENTRIES), entries.size()).stream()
        .map(entry -> entry instanceof String text ? cut(text) : plain(entry))
        .toList();
  }

  private static Object plain(Object entry) {
    return entry instanceof Instant instant ? Timestamps.format(instant) : entry;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }
}
