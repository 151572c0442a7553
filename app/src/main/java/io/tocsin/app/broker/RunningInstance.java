package io.tocsin.app.broker;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.config.HttpAddress;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * The Tocsin that runs on this machine, as its console says.
 *
 * @param bootstrapServers where its broker is
 * @param topicPrefix what its topics' names begin with
 */
public record RunningInstance(String bootstrapServers, String topicPrefix) {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** Asks; empty if nobody answers there. */
  public static Optional<RunningInstance> ask(HttpAddress console) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    HttpRequest request =
        HttpRequest.newBuilder(console.page().resolve("api/broker")).timeout(LIMIT).build();
    try {
      var answer = client.send(request, BodyHandlers.ofByteArray());
      return answer.statusCode() == 200 ? read(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // nobody listens there, or something else
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<RunningInstance> read(byte[] body) throws IOException {
    JsonNode answer = Wire.mapper().readTree(body);
    String servers = answer.path("bootstrapServers").asText();
    return servers.isEmpty()
        ? Optional.empty()
        : Optional.of(new RunningInstance(servers, answer.path("topicPrefix").asText()));
  }
}
