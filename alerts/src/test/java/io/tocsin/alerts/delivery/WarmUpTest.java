package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.webhook.WebhookReceiver;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void goesThroughARealPostAndReachesNobody() throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    HttpPost http = new HttpPost(Duration.ofSeconds(5), executor, InstantSource.system());
    List<Reply> replies = new CopyOnWriteArrayList<>();
    Post watched =
        (url, message) -> {
          Reply reply = http.send(url, message);
          replies.add(reply);
          return reply;
        };
    try (FakeReceiver receiver = new FakeReceiver()) {
      WarmUp.run(new WebhookReceiver(receiver.url(), List.of()), watched, Incidents.open("i", 1));
      WarmUp.run(
          new WebhookReceiver(URI.create("https://localhost:1/"), List.of()),
          watched,
          Incidents.open("i", 1));

      assertThat(receiver.received()).isEmpty();
    } finally {
      executor.shutdownNow();
    }
    assertThat(replies).containsOnly(new Reply.Accepted());
  }
}
