package io.tocsin.streams.logs;

import io.tocsin.telemetry.LogLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Joins the lines of one output stream to entries: a stack trace belongs to the entry that it
 * follows, and one without a head is an entry of its own, and one error. As it is kept for each
 * stream of a container, it does not matter how the streams interleave.
 */
final class Entries {
  /** A logger writes a message and its trace in one go. */
  private static final long SAME_ERROR_MILLIS = 1_000;

  /** What follows a harmless entry at once is its trace; a crash a moment later is not. */
  private static final long SAME_ENTRY_MILLIS = 10;

  /** The lines of a trace come without a pause. */
  private static final long SAME_TRACE_MILLIS = 100;

  private Trace trace;
  private Level head;
  private long headMillis;
  private long lastMillis;
  private boolean isUnnamed;
  private Level level = Level.NONE;
  private boolean beginsEntry;
  private boolean accessRead;
  private @Nullable Access access;
  private boolean namesException;

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

  /**
   * What is kept.
   *
   * @param head the level of the last entry
   * @param isUnnamed whether a traceback without a head has not come to its exception yet
   */
  record State(Trace trace, Level head, long headMillis, long lastMillis, boolean isUnnamed) {}

  Entries(@Nullable State kept) {
    trace = kept == null ? Trace.NO : kept.trace();
    head = kept == null ? Level.NONE : kept.head();
    headMillis = kept == null ? 0 : kept.headMillis();
    lastMillis = kept == null ? 0 : kept.lastMillis();
    isUnnamed = kept != null && kept.isUnnamed();
  }

  State state() {
    return new State(trace, head, headMillis, lastMillis, isUnnamed);
  }

  /** Takes the next line in; true if it tells of an error, as each error does once. */
  boolean beginsError(LogLine record) {
    String line = record.line();
    level = Level.NONE;
    beginsEntry = false;
    accessRead = false;
    access = null;
    namesException = false;
    if (line.isEmpty()) {
      return false;
    }
    Instant at = record.at();
    long millis = at.getEpochSecond() * 1_000 + at.getNano() / 1_000_000;
    if (trace != Trace.NO && Math.abs(millis - lastMillis) > SAME_ERROR_MILLIS) {
      trace = Trace.NO;
    }
    char first = line.charAt(0);
    if (first == ' ' || first == '\t') {
      indented(line, millis);
    } else if (LevelReader.isLetter(first) && Traces.beginsException(line)) {
      exception(millis);
    } else {
      atMargin(line, millis);
    }
    lastMillis = millis;
    return level.isError();
  }

  /** What the last line stated; an error's for the line that names an exception. */
  Level level() {
    return level;
  }

  /** Whether an entry began with the last line. */
  boolean beginsEntry() {
    return beginsEntry;
  }

  /** Whether it was asked already if the last line tells of a request. */
  boolean isAccessRead() {
    return accessRead;
  }

  /** The request that the last line tells of, if {@link #isAccessRead}. */
  @Nullable Access access() {
    return access;
  }

  /** Whether the last line names the exception of an error that an earlier line has told of. */
  boolean namesException() {
    return namesException;
  }

  private void indented(String line, long millis) {
    if (trace == Trace.NO) {
      Level stated = LevelReader.read(line);
      if (stated != Level.NONE) {
        begin(stated, millis);
      }
    }
  }

  private void atMargin(String line, long millis) {
    if (trace != Trace.NO && Traces.goesOn(line) && trace != Trace.PYTHON_END) {
      return;
    }
    Level stated = LevelReader.read(line);
    if (stated != Level.NONE) {
      begin(stated, millis);
    } else if (line.startsWith("Traceback (most recent call last)")) {
      traceback(millis);
    } else if (trace == Trace.PYTHON) {
      exception(millis);
    } else if (trace == Trace.PYTHON_END && Traces.chains(line)) {
      trace = Trace.PYTHON_CHAIN;
    } else if (!goesOn(line, millis)) {
      begin(Level.NONE, millis);
    }
  }

  private void begin(Level stated, long millis) {
    trace = Trace.NO;
    isUnnamed = false;
    head = stated;
    level = stated;
    beginsEntry = true;
    headMillis = millis;
  }

  /** Its exception comes last, and names the error if no logger has done so. */
  private void traceback(long millis) {
    boolean joined = trace == Trace.PYTHON_CHAIN || belongsToHead(millis);
    if (!joined) {
      begin(Level.NONE, millis);
      isUnnamed = true;
    }
    trace = Trace.PYTHON;
  }

  private void exception(long millis) {
    if (trace == Trace.PYTHON) {
      trace = Trace.PYTHON_END;
      if (isUnnamed) {
        isUnnamed = false;
        name(millis);
      } else {
        namesException = head.isError();
      }
    } else if (belongsToHead(millis)) {
      trace = Trace.OTHER;
      namesException = head.isError();
    } else {
      begin(Level.ERROR, millis);
      trace = Trace.OTHER;
    }
  }

  private void name(long millis) {
    level = Level.ERROR;
    head = Level.ERROR;
    headMillis = millis;
  }

  /** Whether a trace is the first after a logger's line, and comes at once. */
  private boolean belongsToHead(long millis) {
    if (trace != Trace.NO) {
      return false;
    }
    long age = Math.abs(millis - headMillis);
    return switch (head) {
      case ERROR, FATAL -> age <= SAME_ERROR_MILLIS;
      case DEBUG, INFO, WARN -> age <= SAME_ENTRY_MILLIS;
      case NONE -> false;
    };
  }

  /** Whether a line without a level belongs to the entry before it. */
  private boolean goesOn(String line, long millis) {
    if (trace != Trace.NO && Math.abs(millis - lastMillis) <= SAME_TRACE_MILLIS) {
      return true;
    }
    boolean atOnce = head != Level.NONE && Math.abs(millis - headMillis) <= SAME_ENTRY_MILLIS;
    return Traces.goesOn(line) || (atOnce && !isAccess(line));
  }

  private boolean isAccess(String line) {
    access = AccessReader.read(line);
    accessRead = true;
    return access != null;
  }
}
