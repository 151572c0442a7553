package io.tocsin.collector.logs;

import io.micrometer.core.instrument.Counter;
import io.tocsin.collector.inventory.Known;
import io.tocsin.collector.publish.TelemetrySink;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one container's lines: doubles left out, secrets redacted, the last ones remembered.
 */
final class LinePublisher implements LineAssembler.LineSink {
  private static final int TAIL_LINES = 20;
  private static final int TAIL_LINE_CHARS = 1_000;
  private static final int MOST_KEY_LINES = 200;
  private static final Duration RECENT = Duration.ofSeconds(3);

  private final LogContext context;
  private final Position position;
  private final Deque<Uttered> tail = new ArrayDeque<>();
  private volatile Known container;
  private volatile @Nullable Read last;
  private int keyLines;

  /** When a line was read, and when it was written. */
  private record Read(long nanos, Instant at) {}

  private record Uttered(Instant at, String line) {}

  /** What all containers' lines need. */
  record LogContext(TelemetrySink sink, Redactor redactor, Counter redactions) {}

  LinePublisher(LogContext context, Known container, Position position) {
    this.context = context;
    this.container = container;
    this.position = position;
  }

  @Override
  public void line(LogLine.Stream stream, Instant at, BoundedBuffer text, boolean truncated) {
    byte[] bytes = text.bytes();
    String raw = new String(bytes, 0, text.length(), StandardCharsets.UTF_8);
    String line = redact(raw, text);
    if (position.isNew(mark(stream, at, line, raw, text), at)) {
      remember(at, line);
      publish(stream, at, line, truncated);
    }
  }

  /** Of the published text, so that it can be compared with what a topic holds. */
  @SuppressWarnings("ReferenceEquality") // the same object means: nothing was redacted
  private static long mark(
      LogLine.Stream stream, Instant at, String line, String raw, BoundedBuffer text) {
    if (line == raw && raw.length() == text.length()) {
      return Position.mark(stream, at, text); // plain ASCII
    }
    byte[] published = line.getBytes(StandardCharsets.UTF_8);
    return Position.mark(stream, at, published, published.length);
  }

  private String redact(String raw, BoundedBuffer text) {
    if (keyLines > 0) {
      return redactKeyBody(raw);
    }
    if (!Redactor.isSuspicious(text.bytes(), 0, text.length())) {
      return raw;
    }
    String clean = context.redactor.redactSuspicious(raw);
    if (clean.equals(raw)) {
      return raw;
    }
    context.redactions.increment();
    if (raw.contains("PRIVATE KEY") && !raw.contains("-----END")) {
      keyLines = MOST_KEY_LINES;
    }
    return clean;
  }

  /** A private key's lines go on until its end line, or until a line that cannot be of a key. */
  private String redactKeyBody(String raw) {
    boolean body = raw.strip().matches("[A-Za-z0-9+/=]{1,128}|[A-Za-z-]{1,20}: .{0,100}|");
    keyLines = body ? keyLines - 1 : 0;
    if (body) {
      context.redactions.increment();
      return "[redacted]";
    }
    return raw.contains("-----END") ? raw : context.redactor.redact(raw);
  }

  private void publish(LogLine.Stream stream, Instant at, String line, boolean truncated) {
    Known known = container;
    String id = known.id();
    context.sink.publish(
        new LogLine(
            at,
            known.subject(),
            known.container().name(),
            id.substring(0, Math.min(12, id.length())),
            stream,
            line,
            truncated,
            known.overrides()));
  }

  /** How many seconds old the lines are that are being read; 0 while there are none. */
  double behind() {
    Read read = last;
    if (read == null || System.nanoTime() - read.nanos > RECENT.toNanos()) {
      return 0;
    }
    return Math.max(0, Duration.between(read.at, Instant.now()).toMillis() / 1e3);
  }

  private void remember(Instant at, String line) {
    synchronized (tail) {
      if (tail.size() == TAIL_LINES) {
        tail.removeFirst();
      }
      boolean fits = line.length() <= TAIL_LINE_CHARS;
      last = new Read(System.nanoTime(), at);
      tail.add(new Uttered(at, fits ? line : line.substring(0, TAIL_LINE_CHARS)));
    }
  }

  /** The last lines that were written after this moment, oldest first. */
  List<String> tail(Instant after) {
    synchronized (tail) {
      return tail.stream().filter(each -> each.at.isAfter(after)).map(Uttered::line).toList();
    }
  }

  @Override
  public void engineError(String message) {
    gap(position.latest(), "the engine could not read the log: " + message.strip());
  }

  void gap(Instant now, String reason) {
    Known known = container;
    Instant from = position.latest();
    Instant to = now.isBefore(from) ? from : now;
    context.sink.publish(new Gap(to, known.subject(), "logs", from, to, 0, reason));
  }

  void update(Known known) {
    container = known;
  }
}
