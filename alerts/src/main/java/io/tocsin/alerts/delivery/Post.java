package io.tocsin.alerts.delivery;

import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Reply;

/** Sends a message once. */
public interface Post {
  Reply send(Message message) throws InterruptedException;
}
