package io.tocsin.streams.testkit;

import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes log lines of one container. */
public final class Lines {
  private static final Subject SUBJECT = new Subject("host1", "shop", "backend");
  private final List<LogLine> lines = new ArrayList<>();
  private Instant now = Events.T0;

  public Lines at(double seconds) {
    now = Events.T0.plusNanos(Math.round(seconds * 1e9));
    return this;
  }

  public Lines after(double seconds) {
    now = now.plusNanos(Math.round(seconds * 1e9));
    return this;
  }

  public Lines write(String... texts) {
    for (String text : texts) {
      lines.add(line(now, text));
      now = now.plusNanos(1_000);
    }
    return this;
  }

  /** So many errors, evenly over so many seconds. */
  public Lines errors(int count, double seconds) {
    for (int i = 0; i < count; i++) {
      write("2026-11-21 10:00:00,123 ERROR [main] com.acme.Shop - order " + i + " failed");
      after(seconds / count);
    }
    return this;
  }

  public List<LogLine> list() {
    return List.copyOf(lines);
  }

  public static LogLine line(Instant at, String text) {
    return new LogLine(
        at, SUBJECT, "shop-backend-1", "0123456789ab", LogLine.Stream.STDERR, text, false, null);
  }
}
