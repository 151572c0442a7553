package io.tocsin.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import io.tocsin.app.config.HttpAddress;
import io.tocsin.app.controls.ConsoleLinks;
import io.tocsin.app.controls.FrontDesk;
import io.tocsin.app.health.Readiness;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.telemetry.Incident;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server. It answers no other web site's pages, and changes nothing but what people say.
 */
public final class HttpServer implements AutoCloseable {
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final int MOST_THREADS = 6;
  private static final int FEWEST_THREADS = 1;

  private final Answers answers;
  private final HostGuard guard;
  private final AckRoutes acknowledgements;
  private final Javalin server;

  private HttpServer(HttpAddress address, Answers answers, Collection<String> names) {
    this.answers = answers;
    this.guard = new HostGuard(names);
    this.acknowledgements = new AckRoutes(answers);
    this.server = Javalin.create(config -> configure(config, address));
  }

  /**
   * Starts to listen.
   *
   * @param names under which pages and API may be asked for, besides addresses and local names
   * @throws Unreachable if the port is taken
   */
  public static HttpServer start(HttpAddress address, Answers answers, Collection<String> names) {
    HttpServer http = new HttpServer(address, answers, names);
    try {
      http.server.start();
      return http;
    } catch (JavalinBindException e) {
      throw taken(address, e);
    }
  }

  /**
   * Refuses early what {@link #start} would refuse later.
   *
   * @throws Unreachable if the port is taken, or the address is not this host's
   */
  public static void mustBeFree(HttpAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address.host(), address.port()));
    } catch (IOException e) {
      throw taken(address, e);
    }
  }

  private static Unreachable taken(HttpAddress address, Exception cause) {
    return new Unreachable(
        "Nobody can listen on " + address + ": " + rootMessage(cause),
        "Is another Tocsin running? Choose another address: --http 127.0.0.1:7272, or --http off.",
        cause);
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void configure(JavalinConfig config, HttpAddress address) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.maxRequestSize = 8 * 1024;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
    config.jetty.addConnector((jetty, http) -> connector(jetty, http, address));
    // A browser that keeps its connection open must not hold up the end.
    config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
    routes(config.routes);
  }

  private void routes(RoutesConfig routes) {
    routes.before(this::check);
    routes.get("/health/live", context -> context.result("live\n"));
    routes.get("/health/ready", this::ready);
    routes.get("/metrics", c -> c.contentType(METRICS).result(answers.metrics().get()));
    routes.get("/api/incidents", this::incidents);
    routes.get("/api/incidents/{id}", this::incident);
    routes.get("/api/broker", this::broker);
    new SilenceRoutes(answers.desk()).addTo(routes);
    acknowledgements.addTo(routes);
    routes.get("/runbooks/{file}", HttpServer::runbook);
    routes.get("/", this::page);
    routes.get("/incidents/{id}", this::pageOfOne);
  }

  private static ServerConnector connector(
      Server jetty, HttpConfiguration http, HttpAddress address) {
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(jetty, 0, 1, new HttpConnectionFactory(http));
    connector.setHost(address.host());
    connector.setPort(address.port());
    return connector;
  }

  private void check(Context context) {
    IncidentPage.headers().forEach(context::header);
    if (!context.path().startsWith("/health/") && !guard.allows(context.header("Host"))) {
      throw new ForbiddenResponse(
          "This name is not known here; add it to http-hosts in the configuration.");
    }
  }

  private void ready(Context context) throws JsonProcessingException {
    Readiness readiness = answers.readiness().get();
    context.status(readiness.isReady() ? 200 : 503);
    Json.write(context, readiness);
  }

  private void incidents(Context context) throws JsonProcessingException {
    String state = context.queryParam("state");
    List<Incident> found =
        answers.incidents().list().stream()
            .filter(incident -> state == null || incident.state().wireName().equals(state))
            .toList();
    Json.write(context, found);
  }

  private void incident(Context context) throws JsonProcessingException {
    Optional<Incident> found = answers.incidents().find(context.pathParam("id"));
    if (found.isPresent()) {
      Json.write(context, found.get());
    } else {
      context.status(404);
      Json.write(context, Map.of("error", "There is no such incident."));
    }
  }

  /** For commands on this machine. */
  private void broker(Context context) throws JsonProcessingException {
    if (!Caller.isLocal(context)) {
      throw new ForbiddenResponse("Only this machine is told.");
    }
    Optional<FrontDesk> desk = answers.desk().get();
    context.status(desk.isPresent() ? 200 : 503);
    Json.write(
        context, desk.isPresent() ? desk.get().broker() : Map.of("error", "It is starting."));
  }

  private static void runbook(Context context) {
    String page =
        Runbooks.text(context.pathParam("file"))
            .orElseThrow(() -> new NotFoundResponse("There is no such runbook."));
    context.contentType("text/plain; charset=utf-8").result(page);
  }

  private void page(Context context) {
    html(context, IncidentPage.of(answers.readiness().get(), answers.incidents().list()));
  }

  private void pageOfOne(Context context) {
    Optional<Incident> found = answers.incidents().find(context.pathParam("id"));
    Readiness readiness = answers.readiness().get();
    context.status(found.isPresent() ? 200 : 404);
    if (found.isPresent() && acknowledgements.mayPress(context, found.get())) {
      String key = context.queryParam(ConsoleLinks.KEY);
      html(context, IncidentPage.toAcknowledge(readiness, found.get(), key == null ? "" : key));
    } else {
      html(context, IncidentPage.of(readiness, found.stream().toList()));
    }
  }

  private static void html(Context context, String page) {
    context.contentType("text/html; charset=utf-8").result(page);
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
