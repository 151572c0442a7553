package io.tocsin.collector.events;

import io.tocsin.collector.inventory.Known;
import io.tocsin.collector.inventory.Labels;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.redact.Redactor;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of an event's attributes is published: the engine's own, and Compose's labels. */
final class Attributes {
  /** What engines add of themselves to events of containers; all else is a label. */
  private static final Set<String> ENGINES =
      Set.of(
          "image",
          "name",
          "exitCode",
          "signal",
          "execID",
          "execDuration",
          "oldName",
          "comment",
          "container",
          "restartCount",
          "podId");

  private final Redactor redactor;

  Attributes(Redactor redactor) {
    this.redactor = redactor;
  }

  Map<String, String> of(RawEvent event, @Nullable Known known) {
    Map<String, String> kept = new TreeMap<>();
    event
        .attributes()
        .forEach(
            (key, value) -> {
              if (!event.isOfContainer()
                  || ENGINES.contains(key)
                  || key.startsWith(Labels.COMPOSE)) {
                kept.put(key, value);
              }
            });
    if (event.action().startsWith("exec_") && !event.detail().isEmpty()) {
      kept.put("command", event.detail());
      if (isProbe(event.detail(), known)) {
        kept.put(EngineEvent.HEALTH_PROBE, "true");
      }
    }
    return redactor.redact(kept);
  }

  private static boolean isProbe(String command, @Nullable Known known) {
    return known != null
        && known.inspection() != null
        && command.equals(known.inspection().healthCommand());
  }
}
