package io.tocsin.collector.logs;

/** Turns the bytes of a log stream into messages, whatever pieces they come in. */
interface StreamDecoder {
  void feed(byte[] bytes, int length);

  /** Nothing more will come. */
  void end();
}
