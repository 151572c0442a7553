package io.tocsin.app.roles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver that remembers what it was posted. */
final class WebhookRecorder implements AutoCloseable {
  private final HttpServer server;
  private final List<Incident> posts = new CopyOnWriteArrayList<>();

  WebhookRecorder() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
  }

  List<Incident> posts() {
    return List.copyOf(posts);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      posts.add(Wire.read(exchange.getRequestBody().readAllBytes(), Incident.class));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
