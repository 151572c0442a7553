package io.tocsin.alerts.receiver;

import java.util.Map;

/**
 * What is posted: a JSON body and the headers beside the usual ones.
 *
 * @param body JSON, sent as UTF-8
 */
public record Message(Map<String, String> headers, String body) {
  public Message {
    headers = Map.copyOf(headers);
  }
}
