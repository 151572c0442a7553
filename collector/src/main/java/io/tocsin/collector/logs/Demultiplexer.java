package io.tocsin.collector.logs;

import io.tocsin.telemetry.LogLine;

/**
 * Takes messages out of the engine's frames: {@code [type,0,0,0,length]}, 1 for stdout, 2 for
 * stderr, 3 for the engine's own words about the stream. Input comes in pieces of any size; no
 * message grows beyond a bound.
 */
final class Demultiplexer implements StreamDecoder {
  private static final int HEADER = 8;

  private final MessageSink sink;
  private final byte[] header = new byte[HEADER];
  private final BoundedBuffer payload;
  private int headerBytes;
  private long missing;

  Demultiplexer(int boundBytes, MessageSink sink) {
    this.sink = sink;
    this.payload = new BoundedBuffer(boundBytes);
  }

  @Override
  public void feed(byte[] bytes, int length) {
    int i = 0;
    while (i < length) {
      i += headerBytes < HEADER ? readHeader(bytes, i, length) : readPayload(bytes, i, length);
    }
  }

  private int readHeader(byte[] bytes, int from, int to) {
    int count = Math.min(HEADER - headerBytes, to - from);
    System.arraycopy(bytes, from, header, headerBytes, count);
    headerBytes += count;
    if (headerBytes == HEADER) {
      missing =
          (header[4] & 0xffL) << 24
              | (header[5] & 0xff) << 16
              | (header[6] & 0xff) << 8
              | (header[7] & 0xff);
      payload.clear();
      finishIfWhole();
    }
    return count;
  }

  private int readPayload(byte[] bytes, int from, int to) {
    int count = (int) Math.min(missing, to - from);
    payload.append(bytes, from, count);
    missing -= count;
    finishIfWhole();
    return count;
  }

  private void finishIfWhole() {
    if (missing > 0) {
      return;
    }
    headerBytes = 0;
    if (header[0] == 3) {
      sink.engineError(payload);
    } else {
      sink.message(header[0] == 2 ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT, payload);
    }
  }

  @Override
  public void end() {
    sink.end();
  }
}
