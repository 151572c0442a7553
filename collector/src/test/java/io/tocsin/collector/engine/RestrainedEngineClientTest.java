package io.tocsin.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Restraint towards the engine, on a time that only the test moves. */
class RestrainedEngineClientTest {
  private static final Duration APART = Duration.ofMillis(500);

  private final FakeEngine engine = new FakeEngine();
  private final ManualTime time = new ManualTime();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EngineClient client =
      new RestrainedEngineClient(engine, new RestrainedEngineClient.Means(time, time), 2, registry);

  @AfterEach
  void close() {
    engine.letGo();
    client.close();
  }

  @Test
  void asksNoMoreThanThreeThingsAtOnce() throws Exception {
    engine.hold();
    List<CompletableFuture<JsonNode>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> client.ask(i % 2 == 0 ? EngineCall.inspect("c" + i) : EngineCall.info()))
            .toList();
    await().until(() -> engine.atOnce.get() == 3);

    engine.letGo();
    CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).get();

    assertThat(engine.asked).hasSize(20);
    assertThat(engine.mostAtOnce).hasValue(3);
  }

  @Test
  void hearsWhetherTheEngineIsWellThoughInspectionsHang() throws Exception {
    engine.hold();
    for (int i = 0; i < 10; i++) {
      var unusedToo = client.ask(EngineCall.inspect("c" + i));
    }
    await().until(() -> engine.atOnce.get() == 2);

    var unused = client.ask(EngineCall.version());

    await().until(() -> engine.asked.contains("/version"));
  }

  @Test
  void leavesHalfASecondBetweenQuestionsToAFailingEngine() {
    engine.fails();

    ask(EngineCall.inspect("a"));
    int before = time.pauses.size();
    ask(EngineCall.inspect("b"));

    assertThat(engine.asked).hasSize(6); // three attempts each
    assertThat(time.pauses.subList(before, time.pauses.size())).isNotEmpty();
    assertThat(time.nanos()).isGreaterThanOrEqualTo(APART.multipliedBy(5).toNanos());
  }

  @Test
  void asksWithoutPauseAgainOnceTheEngineIsWell() {
    engine.fails();
    ask(EngineCall.inspect("a"));
    engine.answers(path -> new FakeEngine.Reply(200, "{}"));
    ask(EngineCall.inspect("b"));
    time.pauses.clear();

    ask(EngineCall.inspect("c"));
    ask(EngineCall.inspect("d"));

    assertThat(time.pauses).isEmpty();
  }

  @Test
  void leavesAnEngineAloneThatFailedTooOftenAndTriesItAgainLater() {
    engine.fails();
    IntStream.range(0, 4).forEach(i -> ask(EngineCall.inspect("c" + i)));
    int asked = engine.asked.size();

    assertThatThrownBy(() -> client.get(EngineCall.inspect("x")))
        .isInstanceOf(EngineException.HeldBack.class)
        .hasMessageContaining("docker ps");
    assertThat(engine.asked).hasSize(asked);
    assertThat(registry.get("tocsin.engine.breaker.open").gauge().value()).isEqualTo(1);

    engine.answers(path -> new FakeEngine.Reply(200, "{}"));
    time.pass(Duration.ofSeconds(4));
    ask(EngineCall.inspect("y"));
    ask(EngineCall.inspect("z"));
    assertThat(registry.get("tocsin.engine.breaker.open").gauge().value()).isZero();
  }

  @Test
  void takesAnAnswerThatSaysNoForAnAnswer() {
    engine.answers(path -> new FakeEngine.Reply(404, "{\"message\":\"No such container\"}"));

    IntStream.range(0, 30).forEach(i -> ask(EngineCall.inspect("gone" + i)));

    assertThat(engine.asked).hasSize(30); // once each: nothing is tried again
    assertThat(time.pauses).isEmpty();
    assertThat(registry.get("tocsin.engine.breaker.open").gauge().value()).isZero();
  }

  @Test
  void givesAQuestionUpAtItsDeadlineAndIsFreeForTheNext() throws Exception {
    engine.hold();
    CompletableFuture<JsonNode> hangs = client.ask(EngineCall.inspect("hangs"));
    await().until(() -> engine.atOnce.get() == 1);

    time.pass(Duration.ofSeconds(11));

    assertThatThrownBy(hangs::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("no answer within its deadline");
    engine.letGo();
    assertThat(client.get(EngineCall.inspect("next"))).isNotNull();
  }

  @Test
  void opensNoMoreStreamsThanAllowedAndTakesPlacesBack() {
    EngineStream first = client.open(EngineCall.logs("a", java.time.Instant.EPOCH, true));
    EngineStream second = client.open(EngineCall.logs("b", java.time.Instant.EPOCH, true));

    assertThatThrownBy(() -> client.open(EngineCall.logs("c", java.time.Instant.EPOCH, true)))
        .isInstanceOf(EngineException.HeldBack.class);
    first.close();
    first.close();
    client.open(EngineCall.logs("c", java.time.Instant.EPOCH, true)).close();
    second.close();
    assertThat(registry.get("tocsin.engine.streams.open").gauge().value()).isZero();
  }

  private void ask(EngineCall call) {
    try {
      client.get(call);
    } catch (EngineException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
