package io.tocsin.collector.events;

import io.tocsin.telemetry.EngineEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows which executions are health probes. The end of one ({@code exec_die}) names only its id, so
 * the ids of probes are remembered, the last 512 of them.
 */
final class ProbeExecs {
  private static final int REMEMBERED = 512;

  private final Map<String, Boolean> ids =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  void mark(RawEvent raw, Map<String, String> attributes) {
    String id = raw.attributes().getOrDefault("execID", "");
    if (id.isEmpty()) {
      return;
    }
    if (attributes.containsKey(EngineEvent.HEALTH_PROBE)) {
      ids.put(id, true);
    } else if (raw.action().equals("exec_die") && ids.remove(id) != null) {
      attributes.put(EngineEvent.HEALTH_PROBE, "true");
    }
  }
}
