package io.tocsin.collector.engine;

import java.io.IOException;
import java.io.InputStream;

/** An open answer. Closing it, from any thread, ends a read that is under way. */
public interface EngineStream extends AutoCloseable {
  /**
   * Reads some bytes, waiting for at least one.
   *
   * @return how many were read, -1 at the end
   */
  default int read(byte[] buffer) throws IOException {
    return body().read(buffer);
  }

  InputStream body();

  @Override
  void close();
}
