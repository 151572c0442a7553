package io.tocsin.app.config;

import java.net.URI;
import java.time.Duration;

/**
 * Who is told again and again that all is well.
 *
 * @param url called by GET; a secret
 */
public record HeartbeatSettings(URI url, Duration every) {
  /** Never shows the address beyond its host. */
  @Override
  public String toString() {
    return "HeartbeatSettings[" + url.getHost() + ", " + every + "]";
  }
}
