package io.tocsin.collector.publish;

/** A sink with an end, that says how it fares. */
public interface Publisher extends TelemetrySink, AutoCloseable {
  /** Bytes that wait on disk. */
  long spooledBytes();

  /** Whether all goes straight to the broker. */
  boolean isStraight();

  @Override
  void close();
}
