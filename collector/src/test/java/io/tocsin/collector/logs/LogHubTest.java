package io.tocsin.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.collector.RecordingSink;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.EngineStream;
import io.tocsin.collector.inventory.Known;
import io.tocsin.collector.inventory.Labels;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogHubTest {
  private static final Known CONTAINER =
      new Known(
          new ContainerRef("0123456789abcdef", "web", "img"),
          new Subject("host1", "", "web"),
          new Labels(Map.of()),
          true,
          null,
          Instant.EPOCH,
          null);

  private final SilentLogs engine = new SilentLogs();
  private final LogHub hub =
      new LogHub(
          engine,
          new RecordingSink(),
          new LogHub.LogSettings(10, 1_000),
          new SimpleMeterRegistry());

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void hasCaughtUpOnceWhatThereWasIsRead() {
    hub.catchUp(CONTAINER, Instant.EPOCH);

    await().until(hub::isCaughtUp);
    await().until(() -> engine.opened.size() == 2);
    assertThat(engine.opened.get(0)).contains("follow=false");
    assertThat(engine.opened.get(1)).contains("follow=true");
  }

  @Test
  void isNotBehindWithALogThatItIsFollowingAlready() {
    hub.follow(CONTAINER, Instant.EPOCH);
    await().until(() -> engine.opened.size() == 1);

    hub.catchUp(CONTAINER, Instant.EPOCH);

    assertThat(hub.isCaughtUp()).isTrue();
  }

  /** Logs without a line: those that are followed never end. */
  private static final class SilentLogs implements EngineClient {
    private final List<String> opened = new CopyOnWriteArrayList<>();

    @Override
    public EngineStream open(EngineCall call) {
      opened.add(call.path());
      return call.path().contains("follow=true") ? new Endless() : new Empty();
    }

    @Override
    public CompletableFuture<JsonNode> ask(EngineCall call) {
      throw new UnsupportedOperationException();
    }

    @Override
    public JsonNode get(EngineCall call) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<JsonNode> getLines(EngineCall call) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private static final class Empty implements EngineStream {
    @Override
    public InputStream body() {
      return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public void close() {}
  }

  private static final class Endless implements EngineStream {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read(byte[] buffer) throws IOException {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return -1;
    }

    @Override
    public InputStream body() {
      return InputStream.nullInputStream();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
