package io.tocsin.app.problem;

import org.jspecify.annotations.Nullable;

/** Wrong use or configuration. */
public final class WrongUse extends Failure {
  private static final long serialVersionUID = 1L;

  public WrongUse(String message, String mend) {
    super(message, mend, null);
  }

  public WrongUse(String message, String mend, @Nullable Throwable cause) {
    super(message, mend, cause);
  }

  @Override
  public int exitCode() {
    return 2;
  }
}
