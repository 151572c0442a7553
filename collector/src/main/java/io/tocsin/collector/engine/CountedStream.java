package io.tocsin.collector.engine;

import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stream that gives its place back when it is closed, once. */
final class CountedStream implements EngineStream {
  private final EngineStream stream;
  private final Semaphore places;
  private final AtomicBoolean closed = new AtomicBoolean();

  CountedStream(EngineStream stream, Semaphore places) {
    this.stream = stream;
    this.places = places;
  }

  @Override
  public InputStream body() {
    return stream.body();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      places.release();
      stream.close();
    }
  }
}
