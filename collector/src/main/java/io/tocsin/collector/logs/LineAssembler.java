package io.tocsin.collector.logs;

import io.tocsin.telemetry.LogLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of messages. A line over 16 KiB comes in parts without line end that share the first
 * part's stamp; they are joined up to a bound.
 */
final class LineAssembler implements MessageSink {
  private final LineSink sink;
  private final Joint out;
  private final Joint err;
  private Instant latest = Instant.EPOCH;

  LineAssembler(int boundBytes, LineSink sink) {
    this.sink = sink;
    this.out = new Joint(LogLine.Stream.STDOUT, boundBytes);
    this.err = new Joint(LogLine.Stream.STDERR, boundBytes);
  }

  @Override
  public void message(LogLine.Stream stream, BoundedBuffer message) {
    byte[] bytes = message.bytes();
    int stamp = MessageStamps.length(bytes, message.length());
    Instant read = MessageStamps.read(bytes, stamp);
    Instant at = read == null ? latest : read;
    latest = at;
    Joint joint = stream == LogLine.Stream.STDERR ? err : out;
    if (joint.at != null && !joint.at.equals(at)) {
      joint.flush(sink); // its end never came, this is another line
    }
    joint.at = at;
    int from = read == null ? 0 : stamp;
    int end = message.length();
    boolean ends = message.isCut() || (end > from && bytes[end - 1] == '\n');
    int textEnd = ends && bytes[end - 1] == '\n' ? end - 1 : end;
    joint.text.append(bytes, from, textEnd - from);
    joint.cut |= message.isCut();
    if (ends) {
      joint.flush(sink);
    }
  }

  @Override
  public void engineError(BoundedBuffer message) {
    sink.engineError(
        new String(message.bytes(), 0, message.length(), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void end() {
    out.flush(sink);
    err.flush(sink);
  }

  /** Takes whole lines; the bytes are used again afterwards. */
  interface LineSink {
    void line(LogLine.Stream stream, Instant at, BoundedBuffer text, boolean truncated);

    void engineError(String message);
  }

  private static final class Joint {
    private final LogLine.Stream stream;
    private final BoundedBuffer text;
    private @Nullable Instant at;
    private boolean cut;

    private Joint(LogLine.Stream stream, int bound) {
      this.stream = stream;
      this.text = new BoundedBuffer(bound);
    }

    private void flush(LineSink sink) {
      if (at != null) {
        sink.line(stream, at, text, cut || text.isCut());
      }
      at = null;
      cut = false;
      text.clear();
    }
  }
}
