package io.tocsin.collector.logs;

import io.tocsin.collector.engine.Backoff;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.EngineException;
import io.tocsin.collector.engine.EngineStream;
import io.tocsin.collector.inventory.Known;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one container's log for as long as it runs, and again after each start. At most one
 * thread at a time.
 */
final class LogFollow implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollow.class);
  private static final int READ_BYTES = 16 << 10;

  private final EngineClient client;
  private final Position position;
  private final LinePublisher lines;
  private final int maximumLineBytes;
  private volatile Known container;
  private volatile boolean cancelled;
  private boolean wanted;
  private boolean active;
  private @Nullable EngineStream open;
  private @Nullable Runnable caughtUp;

  LogFollow(EngineClient client, LinePublisher lines, Position position, Subscription what) {
    this.client = client;
    this.lines = lines;
    this.position = position;
    this.container = what.container();
    this.maximumLineBytes = what.maximumLineBytes();
  }

  /** Whose log, and where its lines are cut. */
  record Subscription(Known container, int maximumLineBytes) {}

  /** Asks for it to be followed; true if a thread has to be started for it. */
  synchronized boolean want(Known known) {
    container = known;
    lines.update(known);
    wanted = true;
    boolean idle = !active && !cancelled;
    active |= idle;
    return idle;
  }

  /**
   * Has what there is read to its end first, and then this called. False, and it is never called,
   * if the log is being read already: there is no other beginning to come.
   */
  synchronized boolean beforeFollowing(Runnable then) {
    if (active || cancelled) {
      return false;
    }
    caughtUp = then;
    return true;
  }

  private synchronized @Nullable Runnable takeCatchUp() {
    Runnable then = caughtUp;
    caughtUp = null;
    return then;
  }

  /** The thread that was asked for cannot be had. */
  synchronized void abandon() {
    active = false;
    notifyAll();
  }

  @Override
  public void run() {
    Backoff backoff =
        new Backoff(
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            bound -> ThreadLocalRandom.current().nextLong(bound));
    while (takeWanted()) {
      try {
        follow();
        backoff.reset();
      } catch (EngineException.NotFound e) {
        LOG.debug("{}: gone before its log could be read", container.container().name());
      } catch (EngineException | IOException e) {
        retry(e, backoff);
      }
    }
  }

  private synchronized boolean takeWanted() {
    boolean go = wanted && !cancelled;
    wanted = false;
    active = go;
    notifyAll();
    return go;
  }

  private void follow() throws IOException {
    Runnable then = takeCatchUp();
    if (then != null) {
      try {
        read(false);
      } finally {
        then.run();
      }
    }
    read(true);
  }

  private void read(boolean follow) throws IOException {
    StreamDecoder decoder = decoder();
    byte[] buffer = new byte[READ_BYTES];
    EngineCall call = EngineCall.logs(container.id(), position.resubscribe(), follow);
    try (EngineStream stream = client.open(call)) {
      opened(stream);
      int count;
      while ((count = stream.read(buffer)) >= 0) {
        decoder.feed(buffer, count);
      }
    } finally {
      opened(null);
      decoder.end();
    }
  }

  private StreamDecoder decoder() {
    LineAssembler assembler = new LineAssembler(maximumLineBytes, lines);
    int frame = maximumLineBytes + 64;
    boolean terminal = container.inspection() != null && container.inspection().logs().terminal();
    return terminal ? new TerminalDecoder(frame, assembler) : new Demultiplexer(frame, assembler);
  }

  private synchronized void opened(@Nullable EngineStream stream) {
    open = stream;
    if (cancelled && stream != null) {
      stream.close();
    }
  }

  private void retry(Exception failure, Backoff backoff) {
    if (cancelled) {
      return;
    }
    LOG.debug("{}: its log broke off: {}", container.container().name(), failure.getMessage());
    try {
      TimeUnit.MILLISECONDS.sleep(backoff.next().toMillis());
      synchronized (this) {
        wanted |= backoff.failures() < 10;
      }
    } catch (InterruptedException e) {
      cancelled = true;
    }
  }

  /** Waits until all that it wrote has been read, or the time is up. */
  synchronized void awaitEnd(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (active) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized void cancel() {
    cancelled = true;
    if (open != null) {
      open.close();
    }
    notifyAll();
  }

  synchronized boolean isActive() {
    return active;
  }

  List<String> tail(Instant after) {
    return lines.tail(after);
  }

  LinePublisher lines() {
    return lines;
  }
}
