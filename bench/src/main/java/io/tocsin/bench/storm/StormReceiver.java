package io.tocsin.bench.storm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A receiver with manners of its own, which notes all that comes and outlives whoever posts. It
 * reads what is told from the title, which every kind of receiver shows.
 */
final class StormReceiver implements AutoCloseable {
  /** What a receiver that wants to be left alone asks for. */
  static final Duration ASKED = Duration.ofSeconds(2);

  private static final Pattern TITLE = Pattern.compile("(storm-\\d+) r(\\d+) (open|over)");
  private static final String ELSEWHERE = "/elsewhere";

  private final String name;
  private final String kind;
  private final Manners manners;
  private final int port;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Post> posts = new ArrayList<>();
  private final AtomicInteger gone = new AtomicInteger();
  private Instant wanted = Instant.MIN;
  private @Nullable HttpServer server;

  /**
   * Nobody listens yet: whoever posts is refused the connection.
   *
   * @param kind as in the configuration file
   */
  StormReceiver(String name, String kind, Manners manners) throws IOException {
    this.name = name;
    this.kind = kind;
    this.manners = manners;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  StormReceiver listen() throws IOException {
    HttpServer opened =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    opened.createContext("/", this::handle);
    opened.createContext(ELSEWHERE, this::handleElsewhere);
    opened.setExecutor(threads);
    opened.start();
    server = opened;
    return this;
  }

  String name() {
    return name;
  }

  /** For the process that posts: kind, name and address. */
  String argument() {
    return kind + ' ' + name + " http://127.0.0.1:" + port + "/in";
  }

  synchronized List<Post> posts() {
    return List.copyOf(posts);
  }

  /** How many followed a redirect. */
  int gone() {
    return gone.get();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher title = TITLE.matcher(body);
    if (!title.find()) {
      // the notifier's own news, as of another receiver that keeps failing
      answer(exchange, 200, "ok");
      return;
    }
    Post.Told told =
        new Post.Told(
            title.group(1), Integer.parseInt(title.group(2)), title.group(3).equals("over"));
    behave(exchange, note(told));
  }

  private synchronized Conduct note(Post.Told told) {
    Instant now = Instant.now();
    boolean isEarly = now.isBefore(wanted);
    Conduct conduct = isEarly ? Conduct.BUSY : manners.next(posts.size(), now);
    if (conduct == Conduct.BUSY && !isEarly) {
      wanted = now.plus(ASKED);
    }
    posts.add(new Post(now, told, conduct, isEarly));
    return conduct;
  }

  private static void behave(HttpExchange exchange, Conduct conduct) throws IOException {
    switch (conduct) {
      case TAKES -> answer(exchange, 200, "ok");
      case SAYS_NO_IN_A_YES ->
          answer(exchange, 200, "{\"ok\": false, \"error\": \"rate_limited\"}");
      case FAILS -> answer(exchange, 500, "");
      case BUSY -> {
        exchange.getResponseHeaders().set("Retry-After", Long.toString(ASKED.toSeconds()));
        answer(exchange, 429, "");
      }
      case REDIRECTS -> {
        exchange.getResponseHeaders().set("Location", ELSEWHERE);
        answer(exchange, 302, "");
      }
      case HANGS_UP, TAKES_AND_HANGS_UP -> throw new IOException("hangs up");
      case HANGS -> {
        // no answer, and the connection stays
      }
    }
  }

  private void handleElsewhere(HttpExchange exchange) throws IOException {
    gone.incrementAndGet();
    answer(exchange, 200, "ok");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
