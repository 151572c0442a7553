package io.tocsin.collector.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An engine in memory: it answers as it is told, or not before it is let go. */
final class FakeEngine implements Transport {
  final List<String> asked = new CopyOnWriteArrayList<>();
  final AtomicInteger atOnce = new AtomicInteger();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile Function<String, Reply> replies = path -> new Reply(200, "{}");
  private volatile CountDownLatch held = new CountDownLatch(0);

  /** What it answers. */
  record Reply(int status, String text) implements Answer {
    @Override
    public InputStream body() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
  }

  void answers(Function<String, Reply> how) {
    replies = how;
  }

  void fails() {
    answers(path -> new Reply(500, "{\"message\":\"broken\"}"));
  }

  /** From now on nothing is answered until {@link #letGo}. */
  void hold() {
    held = new CountDownLatch(1);
  }

  void letGo() {
    held.countDown();
  }

  @Override
  public Answer get(String path) {
    asked.add(path);
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      held.await();
      return replies.apply(path);
    } catch (InterruptedException e) {
      throw new IllegalStateException("the connection was cut", e);
    } finally {
      atOnce.decrementAndGet();
    }
  }

  @Override
  public void close() {}
}
