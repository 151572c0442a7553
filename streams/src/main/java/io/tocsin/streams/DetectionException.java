package io.tocsin.streams;

/** Detection cannot start; the message says why and what would mend it. */
public final class DetectionException extends RuntimeException {
  public DetectionException(String message) {
    super(message);
  }

  public DetectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
