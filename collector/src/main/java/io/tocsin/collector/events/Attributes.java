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

  /** Behind a program without arguments the engine writes the blank that would part them. */
  private static boolean isProbe(String command, @Nullable Known known) {
    String probe =
        known == null || known.inspection() == null ? null : known.inspection().healthCommand();
    return probe != null && probe.strip().equals(command.strip());
  }
}
