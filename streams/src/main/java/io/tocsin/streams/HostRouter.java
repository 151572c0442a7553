package io.tocsin.streams;

import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.EngineFacts;
import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends a host's events, facts and heartbeats to one partition, for the detectors that look at a
 * host as a whole. What is no part of a call to the engine stays behind, and so do unreadable
 * records, which the service's own detectors refuse already.
 */
final class HostRouter extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private static final Set<String> IRRELEVANT =
      Set.of("exec_start", "exec_die", "health_status", "oom", "attach", "top", "mount", "unmount");

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      Telemetry telemetry = Wire.readTelemetry(record.value());
      if (isWanted(telemetry) && DetectorProcessor.isPossible(telemetry, record.timestamp())) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(HostClock.PARTITION, ByteBuffer.allocate(4).putInt(partition()).array());
        byte[] key = telemetry.subject().host().getBytes(StandardCharsets.UTF_8);
        context()
            .forward(new Record<>(key, record.value(), Math.max(0, record.timestamp()), headers));
      }
    } catch (TelemetryFormatException e) {
      // Counted and kept by the detectors of the same topic.
      return;
    }
  }

  /** Whether a host's own detectors are to see it. */
  static boolean isWanted(Telemetry telemetry) {
    if (telemetry instanceof EngineEvent event) {
      boolean probe = Boolean.parseBoolean(event.attributes().get(EngineEvent.HEALTH_PROBE));
      return !probe && !IRRELEVANT.contains(event.action());
    }
    return telemetry instanceof Heartbeat || telemetry instanceof EngineFacts;
  }

  private int partition() {
    return context().recordMetadata().map(from -> from.partition()).orElse(0);
  }
}
