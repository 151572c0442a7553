package io.tocsin.app.incidents;

import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what topics say into a view. What it cannot read it leaves out, and says so. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final IncidentView view;

  Intake(IncidentView view) {
    this.view = view;
  }

  IncidentView view() {
    return view;
  }

  /** A new state of an incident, and the one before; null for none. */
  record News(Incident incident, @Nullable Incident before) {}

  /** Takes what the topic of incidents has under a key; empty if that is no incident (any more). */
  Optional<News> incident(String key, byte @Nullable [] value) {
    if (value == null) {
      view.remove(key);
      return Optional.empty();
    }
    return read(key, value, Incident.class).map(incident -> new News(incident, view.put(incident)));
  }

  /** Takes what the topic of controls has under a key. */
  void control(String key, byte @Nullable [] value) {
    if (value == null) {
      view.withdraw(key);
    } else if (key.startsWith(Acknowledgement.KEY_PREFIX)) {
      read(key, value, Acknowledgement.class).ifPresent(view::put);
    }
  }

  private static <T> Optional<T> read(String key, byte[] value, Class<T> type) {
    try {
      return Optional.of(Wire.read(value, type));
    } catch (TelemetryFormatException e) {
      LOG.warn("unreadable: {}: {}", key, e.getMessage());
      return Optional.empty();
    }
  }
}
