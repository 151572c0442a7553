package io.tocsin.streams.logs;

import io.tocsin.streams.templates.Template;
import io.tocsin.streams.templates.TemplateMiner;
import io.tocsin.telemetry.LogLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log line as it was read. There is one of it for each service, filled anew with every line: take
 * what you need and do not keep it.
 */
public final class ReadLine {
  private static final Instant EPOCH = Instant.EPOCH;

  private final TemplateMiner miner;
  private @Nullable LogLine line;
  private Level level = Level.NONE;
  private boolean beginsEntry;
  private boolean beginsError;
  private boolean namesException;
  private boolean accessRead;
  private @Nullable Access access;

  private @Nullable Template template;

  ReadLine(TemplateMiner miner) {
    this.miner = miner;
  }

  void of(LogLine next, Entries entries) {
    line = next;
    beginsError = entries.beginsError(next);
    beginsEntry = entries.beginsEntry();
    namesException = entries.namesException();
    level = entries.level();
    accessRead = entries.isAccessRead() || !beginsEntry;
    access = beginsEntry ? entries.access() : null;
    template = null;
  }

  /** The line itself. */
  public LogLine line() {
    if (line == null) {
      throw new IllegalStateException("no line has been read");
    }
    return line;
  }

  public Instant at() {
    return line == null ? EPOCH : line.at();
  }

  public String text() {
    return line().line();
  }

  /**
   * The level of the entry that begins here; {@link Level#NONE} where the line states none or goes
   * on with an entry. The line of a bare stack trace that names the exception is an error's.
   */
  public Level level() {
    return level;
  }

  /** Whether an entry begins with this line, rather than going on with it. */
  public boolean beginsEntry() {
    return beginsEntry;
  }

  /**
   * Whether this line tells of an error: the head of an entry of that level, or the line of a bare
   * stack trace that names the exception. An entry does so once, however many lines it has.
   */
  public boolean beginsError() {
    return beginsError;
  }

  /**
   * Whether this line names the exception of an error whose head came before it: what happened,
   * where the head only says that something did.
   */
  public boolean namesException() {
    return namesException;
  }

  /** The request that the line tells of; null if it is no access log's. Read when first asked. */
  public @Nullable Access access() {
    if (!accessRead) {
      accessRead = true;
      access = AccessReader.read(text());
    }
    return access;
  }

  /** What the line says, without what a structured logger writes around it. */
  public String message() {
    return Message.of(text());
  }

  /**
   * What messages of this kind have in common. Not cheap: to be asked for errors, warnings and the
   * like, not for every line.
   */
  public Template template() {
    Template mined = template;
    if (mined == null) {
      mined = miner.mine(message());
      template = mined;
    }
    return mined;
  }
}
