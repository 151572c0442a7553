package io.tocsin.alerts.receiver;

/** An incident in a receiver's format, ready to go. It never prints what is secret in it. */
public interface Message {
  /** What people or programs at the other end read. */
  String body();

  /** Sends it once. */
  Reply send(Http http) throws InterruptedException;
}
