package io.tocsin.collector.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when it is told to, or when somebody waits for it; and alarms that wait. */
final class ManualTime extends ScheduledThreadPoolExecutor implements Tempo {
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final List<Alarm> alarms = new CopyOnWriteArrayList<>();

  private record Alarm(long at, Runnable task) {}

  ManualTime() {
    super(1);
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void pause(Duration wait) {
    pauses.add(wait);
    nanos.addAndGet(wait.toNanos());
  }

  /** Lets time pass, and what is due happen. */
  void pass(Duration time) {
    long now = nanos.addAndGet(time.toNanos());
    alarms.stream().filter(alarm -> alarm.at <= now).forEach(alarm -> alarm.task.run());
    alarms.removeIf(alarm -> alarm.at <= now);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    alarms.add(new Alarm(nanos.get() + unit.toNanos(delay), task));
    return super.schedule(() -> {}, 1, TimeUnit.DAYS);
  }
}
