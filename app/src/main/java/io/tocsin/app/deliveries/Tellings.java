package io.tocsin.app.deliveries;

import io.tocsin.alerts.policy.Delivery;
import io.tocsin.app.topics.CompactedTopic;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the ledger has of one incident. */
public final class Tellings {
  private Tellings() {}

  /** An entry a receiver, by their names; none for those for whom it never was. */
  public static List<Delivery> of(Map<String, Object> kafka, Topics topics, String incident) {
    List<Delivery> found = new ArrayList<>();
    CompactedTopic.read(kafka, topics.deliveries())
        .forEach(
            (key, value) -> {
              if (key.endsWith("/" + incident)) {
                try {
                  found.add(Wire.read(value, Delivery.class));
                } catch (TelemetryFormatException e) {
                  // the notifier says what it cannot read
                }
              }
            });
    found.sort(Comparator.comparing(Delivery::receiver));
    return found;
  }
}
