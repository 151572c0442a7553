package io.tocsin.alerts;

import io.tocsin.alerts.delivery.Gate;
import io.tocsin.alerts.delivery.HttpPost;
import io.tocsin.alerts.receiver.Http;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tells one receiver once, without a ledger and without tries after the first. */
public final class Trial implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Receiver receiver;
  private final ExecutorService exchanges = Executors.newCachedThreadPool();
  private final Http http;

  public Trial(ReceiverConfig config) {
    this.receiver = config.receiver();
    this.http =
        new Gate(new HttpPost(TIMEOUT, exchanges, InstantSource.system()), config.addresses());
  }

  /** Sends the incident, and says what came of it. */
  public Reply tell(Incident incident, Instant now) throws InterruptedException {
    return receiver.message(incident, now).send(http);
  }

  /** What would be sent. */
  public String preview(Incident incident, Instant now) {
    return receiver.message(incident, now).body();
  }

  @Override
  public void close() {
    exchanges.shutdownNow();
  }
}
