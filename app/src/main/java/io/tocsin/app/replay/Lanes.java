package io.tocsin.app.replay;

import io.tocsin.app.replay.Batch.Entry;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The threads among which services are shared out. */
final class Lanes implements AutoCloseable {
  private final List<Lane> lanes = new ArrayList<>();
  private final ExecutorService threads;
  private List<Future<?>> running = List.of();

  Lanes(int count, RuleHistory rules, Trouble trouble) {
    for (int i = 0; i < count; i++) {
      lanes.add(new Lane(i, rules, trouble));
    }
    threads = Executors.newFixedThreadPool(count, Lanes::thread);
  }

  private static Thread thread(Runnable run) {
    Thread thread = new Thread(run, "replay");
    thread.setDaemon(true);
    return thread;
  }

  /** The lane of a subject, by its key. */
  int of(@Nullable String key) {
    return key == null ? 0 : Math.floorMod((key.hashCode() * 0x9E3779B9) >>> 7, lanes.size());
  }

  /** Reads a record before its lane does. */
  @Nullable Telemetry read(Entry entry) {
    return lanes.get(0).read(entry);
  }

  void start(Batch batch) {
    List<Future<?>> started = new ArrayList<>();
    lanes.forEach(lane -> started.add(threads.submit(() -> lane.run(batch))));
    running = started;
  }

  void await() {
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a replay cannot go on", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the replay was stopped", e);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
