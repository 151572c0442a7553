package io.tocsin.collector.engine;

import org.jspecify.annotations.Nullable;

/** A call to the engine that failed; the kinds say what it means. */
public abstract sealed class EngineException extends RuntimeException {
  EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The engine answered that it has no such thing. */
  public static final class NotFound extends EngineException {
    public NotFound(String message) {
      super(message, null);
    }
  }

  /** The engine answered, and would not or could not. */
  public static final class Refused extends EngineException {
    private final int status;

    public Refused(int status, String message) {
      super(message, null);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  /** No answer: nobody listens, the connection broke, or the deadline passed. */
  public static final class Unreachable extends EngineException {
    public Unreachable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Not asked at all: the collector's own restraint forbids it for the moment. */
  public static final class HeldBack extends EngineException {
    public HeldBack(String message) {
      super(message, null);
    }
  }

  /** Whether the engine itself is in trouble, as opposed to the question. */
  boolean isEnginesTrouble() {
    return this instanceof Unreachable
        || (this instanceof Refused refused && refused.status >= 500);
  }
}
