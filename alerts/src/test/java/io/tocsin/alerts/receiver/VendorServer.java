package io.tocsin.alerts.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A vendor behind a socket. What it is told to say next it says before it thinks for itself. */
final class VendorServer implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Vendor.Said> next = new ArrayDeque<>();
  private final List<Vendor.Asked> asked = new CopyOnWriteArrayList<>();

  VendorServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void open(Vendor vendor) {
    server.createContext("/", exchange -> handle(exchange, vendor));
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void says(Vendor.Said said) {
    next.add(said);
  }

  List<Vendor.Asked> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange, Vendor vendor) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Vendor.Asked request =
        new Vendor.Asked(
            exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    asked.add(request);
    write(exchange, said(request, vendor));
  }

  private synchronized Vendor.Said said(Vendor.Asked request, Vendor vendor) {
    return next.isEmpty() ? vendor.answer(request) : next.remove();
  }

  private static void write(HttpExchange exchange, Vendor.Said said) throws IOException {
    said.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
