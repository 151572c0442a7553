package io.tocsin.alerts.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A receiver that takes only what a webhook must be: a POST of JSON with the usual headers. It
 * answers as it was told, in order, and then with 200.
 */
public final class FakeReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  public FakeReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/s3cr3t/path");
  }

  public synchronized void answers(Answer... next) {
    Collections.addAll(answers, next);
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!isWebhook(exchange)) {
      exchange.sendResponseHeaders(418, -1);
      exchange.close();
      return;
    }
    received.add(new Received(headers(exchange), new String(body, StandardCharsets.UTF_8)));
    next().write(exchange);
  }

  private synchronized Answer next() {
    return answers.isEmpty() ? Answer.status(200) : answers.remove();
  }

  private static boolean isWebhook(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("POST")
        && exchange.getRequestURI().getPath().equals("/s3cr3t/path")
        && "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
        && String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"))
            .startsWith("Tocsin/");
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    return headers;
  }

  /** What came in. */
  public record Received(Map<String, String> headers, String body) {}

  /** How to answer. */
  public interface Answer {
    void write(HttpExchange exchange) throws IOException;

    static Answer status(int status) {
      return of(status, Map.of(), "");
    }

    static Answer of(int status, Map<String, String> headers, String body) {
      return exchange -> {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
      };
    }

    /** The status at once, and then a body that never ends. */
    static Answer endless(int status) {
      return exchange -> {
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
      };
    }

    /** Nothing, ever. */
    static Answer silence() {
      return exchange -> {};
    }

    /** The connection is closed without a word. */
    static Answer hangUp() {
      return exchange -> {
        throw new IOException("hangs up");
      };
    }
  }
}
