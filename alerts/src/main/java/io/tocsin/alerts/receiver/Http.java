package io.tocsin.alerts.receiver;

/** Posts a message once. */
public interface Http {
  Reply post(HttpMessage message) throws InterruptedException;
}
