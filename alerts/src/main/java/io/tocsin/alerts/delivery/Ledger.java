package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Delivery;
import org.jspecify.annotations.Nullable;

/** Remembers over restarts what was settled with whom. */
public interface Ledger {
  /** What was last settled between the receiver and the incident; null for nothing. */
  @Nullable Delivery last(String receiver, String incident);

  /**
   * Remembers an entry: in this process at once, and for good when this returns. It waits for as
   * long as the store is away.
   */
  void record(Delivery delivery) throws InterruptedException;
}
