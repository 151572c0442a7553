package io.tocsin.collector.logs;

import io.tocsin.telemetry.LogLine;

/** Takes messages; the buffer is used again afterwards. */
interface MessageSink {
  /** A message with its timestamp before it: a line, or a part of one that has no line end. */
  void message(LogLine.Stream stream, BoundedBuffer message);

  /** What the engine itself says of the stream. */
  void engineError(BoundedBuffer message);

  void end();
}
