package io.tocsin.alerts.delivery;

import io.tocsin.alerts.receiver.Message;
import java.net.URI;

/** Posts a message once. */
public interface Post {
  Reply send(URI url, Message message) throws InterruptedException;
}
