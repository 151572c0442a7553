package io.tocsin.alerts.receiver;

import java.util.Optional;

/** An incident in a receiver's format, ready to go. It never prints what is secret in it. */
public interface Message {
  /** What people or programs at the other end read. */
  String body();

  /** A page that people see instead, where the other end can show one. */
  default Optional<String> html() {
    return Optional.empty();
  }

  /** Sends it once. */
  Reply send(Http http) throws InterruptedException;
}
