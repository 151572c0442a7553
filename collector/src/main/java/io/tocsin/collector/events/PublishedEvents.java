package io.tocsin.collector.events;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been published lately, so that nothing is published twice. */
public final class PublishedEvents {
  private static final int REMEMBERED = 2_048;

  private final Map<String, Boolean> identities =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Map<String, String> health = new HashMap<>();
  private @Nullable Instant latest;

  /** Whether the event has not been published; remembers it. */
  synchronized boolean isNew(RawEvent event) {
    if (identities.put(event.identity(), true) != null) {
      return false;
    }
    latest = latest == null || event.at().isAfter(latest) ? event.at() : latest;
    return true;
  }

  /** Whether the status differs from the one that was published last; remembers it. */
  synchronized boolean isHealthChange(String containerId, String status) {
    return !status.equals(health.put(containerId, status));
  }

  synchronized void forget(String containerId) {
    health.remove(containerId);
  }

  /** The time of the latest event; null before the first. */
  synchronized @Nullable Instant latest() {
    return latest;
  }
}
