package io.tocsin.app.report;

import io.tocsin.streams.logs.Access;
import io.tocsin.streams.logs.Level;
import io.tocsin.telemetry.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A log entry while its lines come: its head, and the trace that follows. */
final class Entry {
  private static final int MOST_LINES = 60;

  private final LogLine head;
  private final String message;
  private final @Nullable Access access;
  private final boolean isDeprecation;
  private final Thrown thrown = new Thrown();
  private final List<LogLine> lines = new ArrayList<>();
  private Level level;

  Entry(LogLine head, Level level, String message, @Nullable Access access, boolean isDeprecation) {
    this.head = head;
    this.level = level;
    this.message = message;
    this.access = access;
    this.isDeprecation = isDeprecation;
    thrown.line(message);
    lines.add(head);
  }

  /** Takes a line in that goes on with it. */
  void goOn(LogLine line) {
    thrown.line(line.line());
    if (lines.size() < MOST_LINES) {
      lines.add(line);
    }
  }

  /** A bare trace has come to its exception. */
  void isError() {
    level = Level.ERROR;
  }

  Instant at() {
    return head.at();
  }

  LogLine head() {
    return head;
  }

  Level level() {
    return level;
  }

  String message() {
    return message;
  }

  @Nullable Access access() {
    return access;
  }

  boolean isDeprecation() {
    return isDeprecation;
  }

  /** Its lines, the first ones of a very long trace. */
  List<LogLine> lines() {
    return lines;
  }

  /** The exception that all began with, as {@code Type: message}; null for none. */
  @Nullable String exception() {
    return thrown.root();
  }

  /** What it is about: the exception if there is one, else the message. */
  String gist() {
    return Objects.requireNonNullElse(exception(), message);
  }
}
