package io.tocsin.app.cli;

import io.tocsin.app.terminal.Inert;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.streams.detect.Durations;
import io.tocsin.telemetry.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Silences as people read them. */
final class SilenceLines {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Terminal terminal;
  private final ZonedDateTime now;

  SilenceLines(Terminal terminal, ZonedDateTime now) {
    this.terminal = terminal;
    this.now = now;
  }

  void added(Silence silence) {
    line(silence);
    terminal.line("It ends by itself; sooner: tocsin silence end " + silence.id());
  }

  void ended(Silence silence) {
    line(silence);
  }

  void list(List<Silence> silences) {
    if (silences.isEmpty()) {
      terminal.line("Nothing is silenced.");
    }
    silences.forEach(this::line);
  }

  private void line(Silence silence) {
    String why = silence.reason().isEmpty() ? "" : ": " + silence.reason();
    String what = String.join(" ", silence.matchers());
    terminal.line(
        Inert.text(
            "%s  %-32s %s, by %s%s"
                .formatted(silence.id(), what, time(silence), silence.author(), why)));
  }

  private String time(Silence silence) {
    Instant moment = now.toInstant();
    if (!silence.end().isAfter(moment)) {
      String by = silence.endedBy() == null ? "" : " by " + silence.endedBy();
      return "ended " + at(silence.end()) + by;
    }
    Instant from = silence.from().isAfter(moment) ? silence.from() : moment;
    String begin = from.equals(moment) ? "" : "from " + at(from) + " ";
    Duration left = Duration.between(from, silence.end());
    return begin + "until " + at(silence.end()) + " (" + Durations.format(left) + ")";
  }

  private String at(Instant instant) {
    ZonedDateTime local = instant.atZone(now.getZone());
    boolean isToday = local.toLocalDate().equals(now.toLocalDate());
    return local.format(isToday ? TIME : DAY);
  }
}
