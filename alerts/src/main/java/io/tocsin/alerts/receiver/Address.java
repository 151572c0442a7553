package io.tocsin.alerts.receiver;

import io.tocsin.telemetry.Digest;
import java.net.URI;
import java.util.Optional;

/**
 * The addresses of receivers: what is wrong with them, and how to speak of them without secrets.
 */
public final class Address {
  private Address() {}

  /** What is wrong with the address, without showing it; empty if nothing is. */
  public static Optional<String> problem(URI url) {
    String scheme = String.valueOf(url.getScheme());
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      return Optional.of("the address of a receiver begins with http:// or https://");
    }
    if (url.getHost() == null) {
      return Optional.of("the address of a receiver names a host");
    }
    return url.getRawUserInfo() == null
        ? Optional.empty()
        : Optional.of("the address of a receiver holds no user and password");
  }

  /**
   * The kind, the host and a digest that tells two addresses on one host apart: enough for a
   * person, useless to a thief.
   */
  public static String name(String kind, URI url) {
    return kind + ':' + url.getHost() + ':' + Digest.of(url).substring(0, 6);
  }
}
