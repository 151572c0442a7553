package io.tocsin.alerts.receiver;

import java.net.URI;
import java.util.Map;

/**
 * A POST of JSON.
 *
 * @param url where to; it can be a secret
 * @param headers beside the usual ones; they can be secrets
 * @param body JSON, sent as UTF-8
 * @param judge what an answer means
 */
public record HttpMessage(URI url, Map<String, String> headers, String body, Judge judge)
    implements Message {
  public HttpMessage {
    headers = Map.copyOf(headers);
  }

  /** A message whose answer is told by its status alone. */
  public HttpMessage(URI url, Map<String, String> headers, String body) {
    this(url, headers, body, Judge.BY_STATUS);
  }

  @Override
  public Reply send(Http http) throws InterruptedException {
    return http.post(this);
  }

  @Override
  public String toString() {
    return "HttpMessage[" + url.getHost() + ", " + body.length() + " characters]";
  }
}
