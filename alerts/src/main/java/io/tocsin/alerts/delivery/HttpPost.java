package io.tocsin.alerts.delivery;

import io.tocsin.alerts.receiver.Cut;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Visible;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts by the JDK's client: no redirects, which could carry an incident elsewhere; one deadline
 * over all from the connection to the answer's end. Nothing that it says shows the address beyond
 * the host.
 */
public final class HttpPost implements Post {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int REASON_LIMIT = 200;

  private final Duration timeout;
  private final Executor executor;
  private final InstantSource clock;
  private @Nullable HttpClient client;

  public HttpPost(Duration timeout, Executor executor, InstantSource clock) {
    this.timeout = timeout;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public Reply send(URI url, Message message) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(url, message);
    } catch (IllegalArgumentException e) {
      return new Reply.Refused("no request can be made of it");
    }
    return exchange(client().sendAsync(request, info -> Excerpt.of(info.statusCode())), url);
  }

  /** Made at first use: it loads the trusted certificates, which nobody at start waits for. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
              .executor(executor)
              .build();
    }
    return client;
  }

  private HttpRequest request(URI url, Message message) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Tocsin/0.1")
            .POST(HttpRequest.BodyPublishers.ofString(message.body()));
    message.headers().forEach(request::header);
    return request.build();
  }

  private Reply exchange(CompletableFuture<HttpResponse<String>> exchange, URI url)
      throws InterruptedException {
    try {
      return reply(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return failed("no answer within " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      return failed(describe(e.getCause() == null ? e : e.getCause(), url));
    } finally {
      exchange.cancel(true);
    }
  }

  private Reply reply(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Reply.Accepted();
    }
    String reason = ("HTTP " + status + ' ' + Visible.line(response.body())).strip();
    if (!isTemporary(status)) {
      return new Reply.Refused(reason);
    }
    Duration asked =
        response
            .headers()
            .firstValue("Retry-After")
            .map(value -> RetryAfter.parse(value, clock.instant()))
            .orElse(Duration.ZERO);
    return new Reply.Failed(reason, asked);
  }

  /** Time-outs, too early, too many, and the receiver's own trouble; all else stays refused. */
  private static boolean isTemporary(int status) {
    return status == 408 || status == 425 || status == 429 || status / 100 == 5;
  }

  private static Reply failed(String reason) {
    return new Reply.Failed(reason, Duration.ZERO);
  }

  private static String describe(Throwable cause, URI url) {
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    String what = cause.getClass().getSimpleName() + message;
    boolean showsAddress =
        what.contains(url.toString())
            || (url.getRawPath().length() > 1 && what.contains(url.getRawPath()));
    return url.getHost()
        + ": "
        + (showsAddress || !(cause instanceof IOException)
            ? cause.getClass().getSimpleName()
            : Cut.to(REASON_LIMIT, Visible.line(what)));
  }
}
