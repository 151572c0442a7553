package io.tocsin.app.config;

import java.net.URI;
import java.util.Optional;

/** Where the console and the API listen. */
public record HttpAddress(String host, int port) {
  /**
   * Reads {@code HOST:PORT}, {@code :PORT} or {@code off}.
   *
   * @return empty for off
   * @throws IllegalArgumentException if the text is neither
   */
  public static Optional<HttpAddress> parse(String text) {
    if ("off".equals(text) || "false".equals(text)) {
      return Optional.empty();
    }
    int colon = text.lastIndexOf(':');
    String host = colon <= 0 ? "127.0.0.1" : text.substring(0, colon);
    return Optional.of(new HttpAddress(host, Numbers.port(text.substring(colon + 1))));
  }

  /** The console's address for this machine; where it listens on all, on the loopback too. */
  public URI page() {
    boolean isAny = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
    return URI.create("http://" + (isAny ? new HttpAddress("127.0.0.1", port) : this) + "/");
  }

  /** With brackets around an IPv6 address. */
  @Override
  public String toString() {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return (bare ? "[" + host + "]" : host) + ":" + port;
  }
}
