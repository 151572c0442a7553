package io.tocsin.collector.logs;

import io.tocsin.telemetry.LogLine;
import java.util.Arrays;

/**
 * Splits the raw stream of a container with a terminal into lines. Where the engine cut a line into
 * parts, the stamp of the first stands again before each: it is taken out.
 */
final class TerminalDecoder implements StreamDecoder {
  private final MessageSink sink;
  private final BoundedBuffer line;

  TerminalDecoder(int boundBytes, MessageSink sink) {
    this.sink = sink;
    this.line = new BoundedBuffer(boundBytes);
  }

  @Override
  public void feed(byte[] bytes, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        line.append(bytes, from, i + 1 - from);
        flush();
        from = i + 1;
      }
    }
    line.append(bytes, from, length - from);
  }

  private void flush() {
    if (line.length() > MessageStamps.PART_BYTES) {
      sink.message(LogLine.Stream.STDOUT, withoutInnerStamps());
    } else if (line.length() > 0) {
      sink.message(LogLine.Stream.STDOUT, line);
    }
    line.clear();
  }

  private BoundedBuffer withoutInnerStamps() {
    byte[] bytes = line.bytes();
    int stamp = MessageStamps.length(bytes, line.length());
    BoundedBuffer whole = new BoundedBuffer(line.length());
    whole.append(bytes, 0, stamp);
    int from = stamp;
    while (stamp > 0 && from < line.length()) {
      int next = indexOfStamp(bytes, stamp, from);
      whole.append(bytes, from, next - from);
      from = next + stamp;
    }
    if (stamp == 0) {
      whole.append(bytes, 0, line.length());
    }
    return whole;
  }

  private int indexOfStamp(byte[] bytes, int stamp, int from) {
    for (int i = from; i + stamp <= line.length(); i++) {
      if (bytes[i] == bytes[0] && Arrays.equals(bytes, i, i + stamp, bytes, 0, stamp)) {
        return i;
      }
    }
    return line.length();
  }

  @Override
  public void end() {
    if (line.length() > 0) {
      flush();
    }
    sink.end();
  }
}
