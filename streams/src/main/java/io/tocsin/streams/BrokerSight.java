package io.tocsin.streams;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether the topologies are connected to a broker at all: one that hears nothing because it has no
 * broker must not say that a host has fallen silent. Nor must one that has just found it again,
 * before what was written meanwhile has come.
 */
final class BrokerSight implements BooleanSupplier {
  static final Duration SETTLING = Duration.ofSeconds(30);

  private final BooleanSupplier connected;
  private long since = -1;

  BrokerSight(BooleanSupplier connected) {
    this.connected = connected;
  }

  @Override
  public boolean getAsBoolean() {
    return isSettled(connected.getAsBoolean(), System.nanoTime());
  }

  /** Whether it has been connected for a while, whenever it was asked. */
  synchronized boolean isSettled(boolean isConnected, long nanos) {
    if (!isConnected) {
      since = -1;
      return false;
    }
    since = since < 0 ? Math.max(0, nanos) : since;
    return nanos - since >= SETTLING.toNanos();
  }
}
