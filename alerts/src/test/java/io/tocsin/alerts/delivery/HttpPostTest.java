package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.delivery.FakeReceiver.Answer;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPostTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final HttpPost post =
      new HttpPost(Duration.ofMillis(700), executor, InstantSource.fixed(NOW));
  private FakeReceiver receiver;

  @BeforeEach
  void open() throws IOException {
    receiver = new FakeReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
    executor.shutdownNow();
  }

  @Test
  void postsJsonWithTheMessagesHeaders() throws InterruptedException {
    assertThat(send()).isEqualTo(new Reply.Accepted());

    assertThat(receiver.received())
        .singleElement()
        .satisfies(
            received -> {
              assertThat(received.body()).isEqualTo("{\"a\":\"ü\"}");
              assertThat(received.headers()).containsEntry("webhook-id", "i1.1");
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void takesEachStatusOfSuccess(int status) throws InterruptedException {
    receiver.answers(Answer.status(status));

    assertThat(send()).isEqualTo(new Reply.Accepted());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 413, 422})
  void refusesForGoodWhatTheReceiverWillNeverTake(int status) throws InterruptedException {
    receiver.answers(Answer.of(status, Map.of(), "no_service \u001b[31m"));

    assertThat(send()).isEqualTo(new Reply.Refused("HTTP " + status + " no_service ␛[31m"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void canTryAgainWhatMayPass(int status) throws InterruptedException {
    receiver.answers(Answer.status(status));

    assertThat(send()).isEqualTo(new Reply.Failed("HTTP " + status, Duration.ZERO));
  }

  @Test
  void honoursRetryAfterInSecondsAndAsADate() throws InterruptedException {
    receiver.answers(
        Answer.of(429, Map.of("Retry-After", "30"), ""),
        Answer.of(503, Map.of("Retry-After", "Sat, 21 Nov 2026 10:01:30 GMT"), ""));

    assertThat(send()).isEqualTo(new Reply.Failed("HTTP 429", Duration.ofSeconds(30)));
    assertThat(send()).isEqualTo(new Reply.Failed("HTTP 503", Duration.ofSeconds(90)));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void followsNoRedirect(int status) throws InterruptedException {
    receiver.answers(Answer.of(status, Map.of("Location", receiver.url().toString()), ""));

    assertThat(send()).isInstanceOf(Reply.Refused.class);
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void canTryAgainAfterSilence() throws InterruptedException {
    receiver.answers(Answer.silence());

    assertThat(send()).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void isDoneWithTheStatusOfSuccessWhateverTheBodyDoes() throws InterruptedException {
    receiver.answers(Answer.endless(200));

    assertThat(send()).isEqualTo(new Reply.Accepted());
  }

  @Test
  void takesASuccessWhoseBodyItWantsToReadForOneAlsoWhereThatNeverEnds()
      throws InterruptedException {
    receiver.answers(Answer.endless(200));

    assertThat(
            post.post(
                new HttpMessage(
                    receiver.url(),
                    Map.of(),
                    "{}",
                    answer ->
                        answer.body().equals("x")
                            ? new Reply.Accepted()
                            : new Reply.Refused(answer.body()))))
        .isEqualTo(new Reply.Accepted());
  }

  @Test
  void doesNotWaitForTheEndOfAnEndlessFailure() throws InterruptedException {
    receiver.answers(Answer.endless(500));

    assertThat(send()).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void readsOnlyTheBeginningOfALongAnswer() throws InterruptedException {
    receiver.answers(Answer.of(400, Map.of(), "x".repeat(1_000_000)));

    assertThat(send())
        .isInstanceOfSatisfying(
            Reply.Refused.class, reply -> assertThat(reply.reason()).hasSizeLessThan(300));
  }

  @Test
  void tellsNothingOfTheAddressButTheHost() throws InterruptedException {
    receiver.answers(Answer.hangUp());
    Reply hungUp = send();
    URI closed = URI.create("http://127.0.0.1:1/s3cr3t/path");
    Reply refused = post.post(message(closed));
    Reply unknown =
        post.post(message(URI.create("http://no-such-host.invalid/s3cr3t/path?token=s3cr3t")));

    for (Reply reply : new Reply[] {hungUp, refused, unknown}) {
      assertThat(reply).isInstanceOf(Reply.Failed.class);
      assertThat(reply.toString()).doesNotContain("s3cr3t");
    }
  }

  @Test
  void refusesHeadersThatCannotBeSent() throws InterruptedException {
    HttpMessage split =
        new HttpMessage(receiver.url(), Map.of("webhook-id", "i1\r\nX-Evil: 1"), "{}");

    assertThat(post.post(split)).isInstanceOf(Reply.Refused.class);
  }

  private Reply send() throws InterruptedException {
    return post.post(message(receiver.url()));
  }

  private static HttpMessage message(URI url) {
    return new HttpMessage(url, Map.of("webhook-id", "i1.1"), "{\"a\":\"ü\"}");
  }
}
