package io.tocsin.app.problem;

import org.jspecify.annotations.Nullable;

/** A failure that ends a command: a sentence, the mend, and an exit code of its own. */
public abstract sealed class Failure extends RuntimeException permits WrongUse, Unreachable {
  private static final long serialVersionUID = 1L;

  private final String mend;

  Failure(String message, String mend, @Nullable Throwable cause) {
    super(message, cause);
    this.mend = mend;
  }

  /** What the person can do about it; empty where the message says it all. */
  public String mend() {
    return mend;
  }

  /** 2 for wrong use or configuration, 3 for a dependency that is unreachable. */
  public abstract int exitCode();
}
