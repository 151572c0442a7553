package io.tocsin.collector.publish;

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

  /** How much may be on its way to the broker before callers are held back. */
  int inFlightBytes() {
    return inFlightBytes;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
