package io.tocsin.app.cli;

import io.tocsin.app.health.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person is told of a process that becomes ready, ceases to be, and is again. */
final class ReadyLines {
  private final Duration patience;
  private List<String> told = List.of();
  private boolean isReady;
  private boolean wasReady;

  /** Before {@code patience} is over, a start is not worth a word. */
  ReadyLines(Duration patience) {
    this.patience = patience;
  }

  /** The lines for what is new, {@code running} after the start of the process. */
  List<String> next(Readiness now, Duration running) {
    if (now.isReady()) {
      return isReady ? List.of() : ready(running);
    }
    if (now.missing().equals(told) || (!wasReady && running.compareTo(patience) < 0)) {
      return List.of();
    }
    List<String> news = new ArrayList<>(now.missing());
    news.removeAll(told);
    told = now.missing();
    isReady = false;
    return news.stream().map(text -> "waiting: " + text).toList();
  }

  private List<String> ready(Duration running) {
    String line =
        wasReady
            ? "Ready again."
            : String.format(
                Locale.ROOT, "Ready after %.1f s. Ctrl-C ends.", running.toMillis() / 1000.0);
    isReady = true;
    wasReady = true;
    told = List.of();
    return List.of(line);
  }
}
