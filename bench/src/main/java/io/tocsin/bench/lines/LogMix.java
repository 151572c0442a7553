package io.tocsin.bench.lines;

import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Lines as a stack of services writes them: plain, JSON, access log, logfmt; one in a hundred is an
 * error, some with a stack trace of ten lines more. Endless, and the same for the same seed.
 */
public final class LogMix {
  private static final int TRACE_LINES = 10;

  private final Random random;
  private final List<Source> sources = new ArrayList<>();
  private final Duration step;
  private Instant at;

  /**
   * Begins at the given time.
   *
   * @param services how many services write
   * @param step from one line to the next
   */
  public LogMix(long seed, int services, Instant start, Duration step) {
    this.random = new Random(seed);
    this.at = start;
    this.step = step;
    for (int i = 0; i < services; i++) {
      sources.add(new Source(i));
    }
  }

  /** The next line. */
  public LogLine next() {
    at = at.plus(step);
    Source source = sources.get(random.nextInt(sources.size()));
    boolean inTrace = !source.pending.isEmpty();
    String text = inTrace ? source.pending.remove() : text(source);
    boolean isError = inTrace || text.contains("ERROR") || text.contains("\"error\"");
    return new LogLine(
        at,
        source.subject,
        source.container,
        source.containerId,
        isError ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT,
        text,
        false,
        null);
  }

  /** The time of the last line. */
  public Instant at() {
    return at;
  }

  private String text(Source source) {
    return switch (random.nextInt(100)) {
      case 0 -> error(source);
      case 1, 2 -> plain("WARN ", "Retrying call to inventory, attempt " + random.nextInt(5));
      default -> ordinary();
    };
  }

  private String ordinary() {
    int kind = random.nextInt(100);
    if (kind < 50) {
      return plain("INFO ", "Order " + number(1_000_000) + " placed in " + number(400) + " ms");
    }
    if (kind < 72) {
      return json("info", "payment authorised for order " + number(1_000_000));
    }
    return kind < 90 ? access() : logfmt();
  }

  private String error(Source source) {
    if (random.nextInt(3) == 0) {
      return json("error", "connection to db:5432 refused after " + number(5_000) + " ms");
    }
    if (random.nextInt(4) == 0) {
      trace(source.pending);
    }
    return plain("ERROR", "Cannot reserve item " + number(100_000) + ": stock service timed out");
  }

  private void trace(Deque<String> pending) {
    pending.add("java.util.concurrent.TimeoutException: no answer within 2000 ms");
    for (int i = 1; i < TRACE_LINES; i++) {
      pending.add(
          "\tat com.example.shop.stock.StockClient$"
              + i
              + ".reserve(StockClient.java:"
              + number(900)
              + ")");
    }
  }

  private String plain(String level, String message) {
    return clock()
        + ' '
        + level
        + " [http-nio-8080-exec-"
        + number(16)
        + "] c.e.shop.order.OrderService : "
        + message;
  }

  private String json(String level, String message) {
    return String.format(
        Locale.ROOT,
        "{\"time\":\"%s\",\"level\":\"%s\",\"logger\":\"payments.gateway\",\"traceId\":\"%016x\",\"msg\":\"%s\"}",
        clock(),
        level,
        random.nextLong(),
        message);
  }

  private String access() {
    return "10.0."
        + number(255)
        + '.'
        + number(255)
        + " - - [21/Nov/2026:10:00:00 +0000] \"GET /api/items/"
        + number(100_000)
        + " HTTP/1.1\" 200 "
        + number(20_000)
        + " \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\" "
        + number(90);
  }

  private String logfmt() {
    return "ts="
        + clock()
        + " level=info caller=cache.go:"
        + number(400)
        + " msg=\"cache refreshed\" entries="
        + number(10_000)
        + " took="
        + number(80)
        + "ms";
  }

  private String clock() {
    return at.toString();
  }

  private int number(int bound) {
    return random.nextInt(bound);
  }

  private static final class Source {
    private final Subject subject;
    private final String container;
    private final String containerId;
    private final Deque<String> pending = new ArrayDeque<>();

    Source(int number) {
      subject = new Subject("host1", "shop", "service-" + number);
      container = "shop-service-" + number + "-1";
      containerId =
          String.format(Locale.ROOT, "%012x", 0x9e3779b97f4aL * (number + 1) & 0xffffffffffffL);
    }
  }
}
