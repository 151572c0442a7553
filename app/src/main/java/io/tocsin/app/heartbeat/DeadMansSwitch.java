package io.tocsin.app.heartbeat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.app.config.HeartbeatSettings;
import io.tocsin.app.health.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls an address while all is well, and the same with {@code /fail} when it is not, as
 * Healthchecks and its like want it. Whoever is called raises the alarm when the calls cease: of
 * that no process can tell by itself. The address is a secret and is never shown beyond its host.
 */
public final class DeadMansSwitch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadMansSwitch.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HeartbeatSettings settings;
  private final Supplier<Readiness> readiness;
  private final MeterRegistry registry;
  private final HttpClient client;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean wasWell;

  private DeadMansSwitch(
      HeartbeatSettings settings, Supplier<Readiness> readiness, MeterRegistry registry) {
    this.settings = settings;
    this.readiness = readiness;
    this.registry = registry;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.thread = new Thread(this::run, "tocsin-heartbeat");
    this.thread.setDaemon(true);
  }

  /** Calls in the background from now on, the first time when all is well. */
  public static DeadMansSwitch start(
      HeartbeatSettings settings, Supplier<Readiness> readiness, MeterRegistry registry) {
    DeadMansSwitch started = new DeadMansSwitch(settings, readiness, registry);
    started.thread.start();
    return started;
  }

  /** Ends without a word: the silence is what is to be noticed. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }

  private void run() {
    try {
      awaitFirst();
      boolean isWell = wasWell;
      while (!closed.await(0, TimeUnit.MILLISECONDS)) {
        call(isWell);
        sleep(settings.every());
        isWell = look();
      }
    } catch (InterruptedException e) {
      LOG.debug("no more heartbeats");
    }
  }

  /** A start takes its time; if it takes too long, that is told. */
  private void awaitFirst() throws InterruptedException {
    Duration step = settings.every().dividedBy(20);
    for (int i = 0; i < 40 && !wasWell; i++) {
      wasWell = readiness.get().isReady();
      if (!wasWell) {
        sleep(step);
      }
    }
  }

  /** What is amiss for a moment, as when the engine is restarted, is looked at twice. */
  private boolean look() throws InterruptedException {
    if (readiness.get().isReady()) {
      return true;
    }
    sleep(settings.every().dividedBy(4));
    return readiness.get().isReady();
  }

  private void call(boolean isWell) throws InterruptedException {
    URI url = isWell ? settings.url() : failing(settings.url());
    if (isWell != wasWell) {
      LOG.warn("heartbeat: {}", isWell ? "all is well again" : readiness.get().missing());
    }
    wasWell = isWell;
    String outcome = "failed";
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(TIMEOUT)
              .header("User-Agent", "Tocsin/0.1")
              .GET()
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 == 2) {
        outcome = isWell ? "well" : "trouble";
      } else {
        LOG.warn("the heartbeat's {} answers HTTP {}", url.getHost(), status);
      }
    } catch (IOException e) {
      String kind = e.getClass().getSimpleName();
      LOG.warn("the heartbeat's {} cannot be reached: {}", url.getHost(), kind);
    }
    registry.counter("tocsin.heartbeat.calls", "outcome", outcome).increment();
  }

  /** {@code /fail} at the path's end, before any query. */
  static URI failing(URI url) {
    String text = url.toString().replaceFirst("#.*", "");
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    return URI.create(
        path.replaceFirst("/+$", "") + "/fail" + (query < 0 ? "" : text.substring(query)));
  }

  private void sleep(Duration time) throws InterruptedException {
    if (closed.await(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("closed");
    }
  }
}
