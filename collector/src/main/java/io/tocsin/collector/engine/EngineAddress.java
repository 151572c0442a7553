package io.tocsin.collector.engine;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine listens.
 *
 * @param uri {@code unix:///path}, {@code tcp://host:port} or {@code npipe:////./pipe/name}
 * @param tls the files to prove identities with; null for an unencrypted connection
 */
public record EngineAddress(URI uri, @Nullable TlsFiles tls) {

  /** PEM files: the authority to trust, and the client's own certificate and key. */
  public record TlsFiles(Path ca, Path certificate, Path key) {
    /** The file names that the Docker command line uses in one folder. */
    public static TlsFiles in(Path folder) {
      return new TlsFiles(
          folder.resolve("ca.pem"), folder.resolve("cert.pem"), folder.resolve("key.pem"));
    }
  }

  /**
   * Reads an address as people write it; {@code http} and {@code https} stand for {@code tcp}.
   *
   * @throws IllegalArgumentException if it is no address of an engine; the message says why
   */
  public static EngineAddress parse(String url, @Nullable TlsFiles tls) {
    URI uri = URI.create(url.startsWith("/") ? "unix://" + url : url);
    String scheme = String.valueOf(uri.getScheme());
    return switch (scheme) {
      case "unix", "npipe" -> new EngineAddress(uri, null);
      case "tcp" -> new EngineAddress(uri, tls);
      case "http", "https" ->
          new EngineAddress(URI.create("tcp" + url.substring(scheme.length())), tls);
      case "ssh" ->
          throw new IllegalArgumentException(
              "ssh is not supported; forward the socket and use unix:// or tcp://");
      default ->
          throw new IllegalArgumentException(
              "an engine's address begins with unix://, tcp:// or npipe://, not " + url);
    };
  }

  /** Whether it is on this machine, so that its containers' files can be read. */
  public boolean isLocal() {
    return !"tcp".equals(uri.getScheme());
  }

  @Override
  public String toString() {
    return uri + (tls == null ? "" : " (TLS)");
  }
}
