package io.tocsin.alerts;

import io.tocsin.alerts.delivery.DailyDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every so often whether it is time for the daily digest. */
final class DigestRound implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DigestRound.class);
  private static final Duration EVERY = Duration.ofSeconds(20);

  private final DailyDigest digest;
  private final BooleanSupplier isOurs;
  private final InstantSource clock = InstantSource.system();

  /**
   * @param isOurs whether this process is the one of its group that tells it
   */
  DigestRound(DailyDigest digest, BooleanSupplier isOurs) {
    this.digest = digest;
    this.isOurs = isOurs;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(EVERY.toMillis());
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("no more digests");
    }
  }

  private void look() throws InterruptedException {
    try {
      if (isOurs.getAsBoolean()) {
        digest.look(clock.instant());
      }
    } catch (RuntimeException e) {
      LOG.warn("the daily digest cannot be made now, trying again: {}", e.toString());
    }
  }
}
