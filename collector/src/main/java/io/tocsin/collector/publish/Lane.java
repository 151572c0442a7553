package io.tocsin.collector.publish;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Telemetry;
import java.util.Locale;

/** What travels together in one order. Listed by what may be lost first when space runs out. */
enum Lane {
  STATS(1 << 20),
  LOGS(4 << 20),
  CONTAINERS(1 << 20),
  EVENTS(2 << 20);

  private final int inFlightBytes;

  Lane(int inFlightBytes) {
    this.inFlightBytes = inFlightBytes;
  }

  /** The lane that a record of this kind takes. */
  static Lane of(Telemetry record) {
    if (record instanceof LogLine) {
      return LOGS;
    }
    if (record instanceof ResourceSample) {
      return STATS;
    }
    if (record instanceof ContainerFacts) {
      return CONTAINERS;
    }
    return record instanceof Gap gap ? of(gap.source()) : EVENTS;
  }

  private static Lane of(String source) {
    return switch (source) {
      case "logs" -> LOGS;
      case "stats" -> STATS;
      default -> EVENTS;
    };
  }

  /** How much may be on its way to the broker before callers are held back. */
  int inFlightBytes() {
    return inFlightBytes;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
