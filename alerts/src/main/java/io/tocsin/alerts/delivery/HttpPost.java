package io.tocsin.alerts.delivery;

import io.tocsin.alerts.receiver.Answer;
import io.tocsin.alerts.receiver.Cut;
import io.tocsin.alerts.receiver.Http;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Judge;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.receiver.Visible;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
public final class HttpPost implements Http {
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
  public Reply post(HttpMessage message) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(message);
    } catch (IllegalArgumentException e) {
      return new Reply.Refused("no request can be made of it");
    }
    Excerpt excerpt = new Excerpt(!message.judge().equals(Judge.BY_STATUS));
    return exchange(client().sendAsync(request, excerpt), message, excerpt);
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

  private HttpRequest request(HttpMessage message) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(message.url())
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Tocsin/0.1")
            .POST(HttpRequest.BodyPublishers.ofString(message.body()));
    message.headers().forEach(request::header);
    return request.build();
  }

  private Reply exchange(
      CompletableFuture<HttpResponse<String>> exchange, HttpMessage message, Excerpt excerpt)
      throws InterruptedException {
    try {
      return message.judge().judge(answer(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS)));
    } catch (TimeoutException e) {
      return late(message, excerpt);
    } catch (ExecutionException e) {
      return new Reply.Failed(describe(e.getCause() == null ? e : e.getCause(), message.url()));
    } finally {
      exchange.cancel(true);
    }
  }

  /** A success whose body does not end has arrived all the same, and must not be sent again. */
  private Reply late(HttpMessage message, Excerpt excerpt) {
    HttpResponse.ResponseInfo head = excerpt.head();
    return head != null && head.statusCode() / 100 == 2
        ? message.judge().judge(answer(head.statusCode(), head.headers().map(), excerpt.soFar()))
        : new Reply.Failed("no answer within " + timeout.toSeconds() + " s");
  }

  private Answer answer(HttpResponse<String> response) {
    return answer(response.statusCode(), response.headers().map(), response.body());
  }

  private Answer answer(int status, Map<String, List<String>> headers, String body) {
    Map<String, String> first = new HashMap<>();
    headers.forEach((name, values) -> first.put(name, values.isEmpty() ? "" : values.get(0)));
    Answer plain = new Answer(status, first, body, Duration.ZERO);
    Duration asked =
        plain
            .header("Retry-After")
            .map(value -> RetryAfter.parse(value, clock.instant()))
            .orElse(Duration.ZERO);
    return new Answer(status, first, body, asked);
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
