package io.tocsin.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook's receiver that notes when each post came in. */
public final class Posts implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Post> received = new CopyOnWriteArrayList<>();
  private final ObjectMapper mapper = new ObjectMapper();

  public Posts() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  public List<Post> received() {
    return List.copyOf(received);
  }

  /** The first post that tells of the container by that detector. */
  public Post await(String container, String detector) throws InterruptedException {
    return Waiting.until(
        Duration.ofMinutes(1),
        "a post of " + detector + " on " + container,
        () -> received.stream().filter(post -> post.tells(container, detector)).findFirst());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Instant at = Instant.now();
    received.add(new Post(at, mapper.readTree(exchange.getRequestBody().readAllBytes())));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /** A post and when it came in. */
  public record Post(Instant at, JsonNode incident) {
    /** What it said, in a line. */
    public String summary() {
      return "%s revision %s, %s: %s"
          .formatted(
              at,
              incident.path("revision").asText(),
              incident.path("state").asText(),
              incident.path("title").asText());
    }

    boolean tells(String container, String detector) {
      return Optional.of(incident.path("findings")).stream()
          .flatMap(findings -> findings.valueStream())
          .anyMatch(
              finding ->
                  finding.path("detector").asText().equals(detector)
                      && finding.path("container").asText().equals(container));
    }
  }
}
