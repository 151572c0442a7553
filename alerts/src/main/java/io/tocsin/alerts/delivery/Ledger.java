package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Delivery;
import java.time.Instant;
import java.util.List;
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

  /**
   * Remembers entries of one message: all or, if the process dies meanwhile, none of them.
   *
   * @param receiver whose they are
   */
  void recordAll(String receiver, List<Delivery> deliveries) throws InterruptedException;

  /** When the receiver has taken messages since then, as far as it is known. */
  List<Instant> posts(String receiver, Instant since);
}
