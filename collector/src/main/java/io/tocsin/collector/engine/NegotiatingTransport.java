package io.tocsin.collector.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the newest version of the API that both sides know: the engine's own, up to {@link
 * #NEWEST}. It is asked for before the first question, and again when a version is refused: the
 * engine may have been replaced by another.
 */
final class NegotiatingTransport implements Transport {
  /** The newest that docker-java 3.7 knows, and that this collector has been written for. */
  static final ApiVersion NEWEST = new ApiVersion(1, 44);

  private static final int BAD_REQUEST = 400;

  private final ObjectMapper json = new ObjectMapper();
  private final Transport plain;
  private volatile @Nullable ApiVersion agreed;

  NegotiatingTransport(Transport plain) {
    this.plain = plain;
  }

  @Override
  public Answer get(String path) {
    ApiVersion version = agreed;
    if (version == null) {
      version = negotiate();
      agreed = version;
    }
    Answer answer = plain.get("/v" + version + path);
    if (answer.status() == BAD_REQUEST) {
      agreed = null;
    }
    return answer;
  }

  /** An engine that names no version takes any. */
  private ApiVersion negotiate() {
    try (Answer answer = plain.get("/version")) {
      JsonNode version = json.readTree(answer.body());
      return ApiVersion.parse(version.path("ApiVersion").asText())
          .filter(engines -> engines.compareTo(NEWEST) < 0)
          .orElse(NEWEST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    plain.close();
  }
}
