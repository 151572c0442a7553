package io.tocsin.alerts.template;

/** A template that cannot be used; the message says why and holds nothing of an incident. */
public final class TemplateException extends RuntimeException {
  TemplateException(String message) {
    super(message);
  }

  TemplateException(String message, Throwable cause) {
    super(message, cause);
  }
}
