package io.tocsin.streams.logs;

import io.tocsin.telemetry.LogLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Joins the lines of one output stream to entries, as far as counting errors asks for it: the lines
 * of a stack trace belong to the entry that they follow, and a trace without one is one error.
 */
public final class Entries {
  /** A logger writes a message and its trace in one go. */
  private static final long SAME_ERROR_MILLIS = 1_000;

  /** What follows a harmless entry at once is its trace; a crash a moment later is not. */
  private static final long SAME_ENTRY_MILLIS = 10;

  private Trace trace;
  private Level head;
  private long headMillis;
  private Level level = Level.NONE;
  private boolean beginsEntry;

  /** Within which trace the next line may lie. */
  enum Trace {
    NO,
    /** In the frames of a Python traceback: the next line at the margin is the exception. */
    PYTHON,
    /** After a Python exception. */
    PYTHON_END,
    /** After the words that chain another traceback to it. */
    PYTHON_CHAIN,
    /** In the trace of any other language. */
    OTHER
  }

  /** What is kept. */
  public record State(Trace trace, Level head, long headMillis) {}

  public Entries(@Nullable State kept) {
    trace = kept == null ? Trace.NO : kept.trace();
    head = kept == null ? Level.NONE : kept.head();
    headMillis = kept == null ? 0 : kept.headMillis();
  }

  public State state() {
    return new State(trace, head, headMillis);
  }

  /** Takes the next line in; true if an error begins with it. */
  public boolean beginsError(LogLine record) {
    String line = record.line();
    level = Level.NONE;
    beginsEntry = false;
    if (line.isEmpty()) {
      return false;
    }
    boolean indented = isIndented(line);
    if (!indented && LevelReader.isLetter(line.charAt(0)) && Traces.beginsException(line)) {
      return traceBegins(line, record.at());
    }
    Level stated = LevelReader.read(line);
    if (stated != Level.NONE && !(indented && trace != Trace.NO)) {
      begin(stated, record.at());
      return stated.isError();
    }
    beginsEntry = !indented && trace == Trace.NO;
    return !indented && traceBegins(line, record.at());
  }

  /** The level of the entry that began with the last line; {@link Level#NONE} if none did. */
  Level level() {
    return level;
  }

  /** Whether an entry began with the last line. */
  boolean beginsEntry() {
    return beginsEntry;
  }

  private void begin(Level stated, Instant at) {
    trace = Trace.NO;
    head = stated;
    level = stated;
    beginsEntry = true;
    headMillis = at.toEpochMilli();
  }

  private boolean traceBegins(String line, Instant at) {
    if (line.startsWith("Traceback (most recent call last)")) {
      boolean chained = trace == Trace.PYTHON_CHAIN || belongsToHead(at);
      trace = Trace.PYTHON;
      return !chained && headed(at);
    }
    if (trace == Trace.PYTHON) {
      trace = Trace.PYTHON_END;
      headMillis = at.toEpochMilli();
      return false;
    }
    if (trace == Trace.PYTHON_END && Traces.chains(line)) {
      trace = Trace.PYTHON_CHAIN;
      return false;
    }
    if (!Traces.beginsException(line)) {
      return false;
    }
    boolean joined = belongsToHead(at);
    trace = Trace.OTHER;
    return !joined && headed(at);
  }

  /** A bare trace is an entry of its own, and an error. */
  private boolean headed(Instant at) {
    head = Level.ERROR;
    level = Level.ERROR;
    beginsEntry = true;
    headMillis = at.toEpochMilli();
    return true;
  }

  /** Whether it is the first trace after a logger's line, and comes at once. */
  private boolean belongsToHead(Instant at) {
    if (trace != Trace.NO) {
      return false;
    }
    long age = Math.abs(at.toEpochMilli() - headMillis);
    return switch (head) {
      case ERROR, FATAL -> age <= SAME_ERROR_MILLIS;
      case DEBUG, INFO, WARN -> age <= SAME_ENTRY_MILLIS;
      case NONE -> false;
    };
  }

  private static boolean isIndented(String line) {
    char first = line.charAt(0);
    return first == ' ' || first == '\t';
  }
}
