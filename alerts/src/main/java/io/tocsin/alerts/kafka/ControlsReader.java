package io.tocsin.alerts.kafka;

import io.tocsin.alerts.delivery.LabelBook;
import io.tocsin.alerts.policy.Controls;
import io.tocsin.alerts.policy.Labels;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Silence;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of records what the policy asks for. What it cannot read it leaves out. */
final class ControlsReader {
  private static final Logger LOG = LoggerFactory.getLogger(ControlsReader.class);

  private final LabelBook labels = new LabelBook();
  private volatile Controls controls = Controls.NONE;

  Controls controls() {
    return controls;
  }

  Labels labels() {
    return labels;
  }

  /** Takes what somebody said, and says whether something else holds now. */
  boolean takeControl(String key, byte @Nullable [] value) {
    Controls before = controls;
    try {
      controls = after(before, key, value);
    } catch (TelemetryFormatException e) {
      warn(key, e);
    }
    return !controls.equals(before);
  }

  /** Takes what is known of a container, and says whether its labels are news. */
  boolean takeFacts(String key, byte @Nullable [] value) {
    try {
      if (value != null) {
        return Wire.readTelemetry(value) instanceof ContainerFacts facts && labels.learn(facts);
      }
      int end = key.lastIndexOf('/');
      if (end > 0) {
        labels.forget(Subject.parse(key.substring(0, end)), key.substring(end + 1));
      }
    } catch (TelemetryFormatException e) {
      warn(key, e);
    }
    return false;
  }

  private static Controls after(Controls before, String key, byte @Nullable [] value) {
    if (value == null) {
      return before.without(key);
    }
    Object schema = Wire.read(value, Map.class).get("schema");
    if (Silence.SCHEMA.equals(schema)) {
      return before.with(Wire.read(value, Silence.class));
    }
    return Acknowledgement.SCHEMA.equals(schema)
        ? before.with(Wire.read(value, Acknowledgement.class))
        : before;
  }

  private static void warn(String key, TelemetryFormatException e) {
    LOG.warn("unreadable: {}: {}", key, e.getMessage());
  }
}
