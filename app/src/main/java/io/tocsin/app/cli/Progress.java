package io.tocsin.app.cli;

import io.tocsin.app.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * One line that tells how far a long command has come: over and over at a terminal, else seldom.
 */
final class Progress {
  private static final Duration TERMINAL = Duration.ofMillis(500);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final Duration interval;
  private final long began = System.nanoTime();
  private long next;
  private boolean isPending;

  Progress(Terminal terminal) {
    this.terminal = terminal;
    interval = terminal.isColoured() ? TERMINAL : ELSEWHERE;
    next = began + interval.toNanos();
  }

  /** Says where it is, if it is time to. */
  void reached(String what, long records, Instant at, double share) {
    long now = System.nanoTime();
    if (now < next || records == 0) {
      return;
    }
    next = now + interval.toNanos();
    double seconds = (now - began) / 1e9;
    show(
        String.format(
            Locale.ROOT,
            "%s: %.0f %%, %,d records, at %s, %,.0f records/s%s",
            what,
            100 * share,
            records,
            at.truncatedTo(ChronoUnit.SECONDS),
            records / seconds,
            left(seconds, share)));
  }

  /** What is read is not yet done with: the last findings wait for each other. */
  private static String left(double seconds, double share) {
    if (share >= 1) {
      return ", all is read";
    }
    return share > 0.01
        ? ", about " + (long) Math.ceil(seconds / share * (1 - share)) + " s to go"
        : "";
  }

  /** A line of another kind. */
  void show(String line) {
    if (terminal.isColoured()) {
      terminal.err().print("\r\u001b[K" + line);
      terminal.err().flush();
      isPending = true;
    } else {
      terminal.note(line);
    }
  }

  /** Makes room for what comes. */
  void clear() {
    if (isPending) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
      isPending = false;
    }
  }

  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }
}
