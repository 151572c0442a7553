package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.Http;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
    Http watched =
        message -> {
          Reply reply = http.post(message);
          replies.add(reply);
          return reply;
        };
    try (FakeReceiver receiver = new FakeReceiver()) {
      WarmUp.run(webhook(receiver.url().toString()), watched, Incidents.open("i", 1));
      WarmUp.run(webhook("https://localhost:1/"), watched, Incidents.open("i", 1));

      assertThat(receiver.received()).isEmpty();
    } finally {
      executor.shutdownNow();
    }
    assertThat(replies).containsOnly(new Reply.Accepted());
  }

  private static Receiver webhook(String url) {
    return ReceiverConfig.of("webhooks", Map.of("url", url)).receiver();
  }
}
