package io.tocsin.app.problem;

import org.jspecify.annotations.Nullable;

/** A dependency (engine, broker, disk, another Tocsin) that is not there or does not answer. */
public final class Unreachable extends Failure {
  private static final long serialVersionUID = 1L;

  public Unreachable(String message, String mend) {
    super(message, mend, null);
  }

  public Unreachable(String message, String mend, @Nullable Throwable cause) {
    super(message, mend, cause);
  }

  @Override
  public int exitCode() {
    return 3;
  }
}
