package io.tocsin.collector.engine;

/** The bare HTTP exchange with an engine, without any restraint. */
interface Transport extends AutoCloseable {
  /** Sends a GET and waits for the head of the answer. */
  Answer get(String path);

  @Override
  void close();

  /** A status and an open body. */
  interface Answer extends EngineStream {
    int status();
  }
}
