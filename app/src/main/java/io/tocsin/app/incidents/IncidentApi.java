package io.tocsin.app.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a running Tocsin for its incidents. */
public final class IncidentApi {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final ObjectMapper json = Wire.mapper();
  private final URI address;

  /** {@code hostAndPort} as the running Tocsin was told to listen on. */
  public IncidentApi(String hostAndPort) {
    this.address =
        URI.create("http://" + hostAndPort.replace("0.0.0.0", "127.0.0.1") + "/api/incidents");
  }

  /** All incidents that it knows; empty if no Tocsin answers there. */
  public Optional<List<Incident>> read() {
    HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == 200 ? parse(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<List<Incident>> parse(byte[] body) throws IOException {
    try {
      return Optional.of(json.readValue(body, new TypeReference<List<Incident>>() {}));
    } catch (JsonProcessingException e) {
      // Something else listens there.
      return Optional.empty();
    }
  }
}
