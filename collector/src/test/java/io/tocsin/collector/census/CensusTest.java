package io.tocsin.collector.census;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.collector.RecordingSink;
import io.tocsin.collector.engine.EngineCall;
import io.tocsin.collector.engine.EngineClient;
import io.tocsin.collector.engine.EngineException;
import io.tocsin.collector.engine.EngineStream;
import io.tocsin.collector.inventory.ContainerBook;
import io.tocsin.collector.inventory.InspectionReader;
import io.tocsin.collector.inventory.Selection;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.EngineFacts;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CensusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
  private static final String INFO =
      "{\"MemTotal\": 8589934592, \"NCPU\": 4, \"ServerVersion\": \"20.10.24\"}";

  /** As engine 20.10 answers, shortened. */
  private static final String STORAGE =
      """
      {"LayersSize": 334553717,
       "Images": [
        {"Containers": 12, "RepoTags": ["shop:1"], "SharedSize": 0, "Size": 1985570},
        {"Containers": 0, "RepoTags": ["shop:0"], "SharedSize": 0, "Size": 1985570},
        {"Containers": 0, "RepoTags": ["<none>:<none>"], "SharedSize": 70, "Size": 170},
        {"Containers": 1, "RepoTags": null, "SharedSize": 0, "Size": 170}],
       "Containers": [
        {"State": "running", "SizeRw": 5},
        {"State": "exited", "SizeRw": 4096},
        {"State": "exited"}],
       "Volumes": [
        {"Name": "data", "UsageData": {"RefCount": 1, "Size": 100}},
        {"Name": "orphan", "UsageData": {"RefCount": 0, "Size": 200}},
        {"Name": "uncounted", "UsageData": {"RefCount": -1, "Size": -1}}],
       "BuildCache": [
        {"InUse": true, "Shared": false, "Size": 10},
        {"InUse": false, "Shared": true, "Size": 20},
        {"InUse": false, "Shared": false, "Size": 40}]}
      """;

  private final RecordingSink sink = new RecordingSink();
  private final ContainerBook book =
      new ContainerBook("host1", Selection.ALL, new InspectionReader("host1", new Redactor()));
  private final FakeEngine engine = new FakeEngine();
  private Instant now = T0;
  private final Census census = new Census(engine, book, sink, () -> now);

  @Test
  void countsWhatIsOnTheHost() throws JsonProcessingException {
    book.learn(JSON.readTree(INSPECTION), T0);

    census.takeIfDue();

    EngineFacts facts = facts().get(0);
    assertThat(facts.cpus()).isEqualTo(4);
    assertThat(facts.memory()).isEqualTo(Bytes.parse("8GiB"));
    assertThat(facts.storage())
        .isEqualTo(
            new EngineFacts.Storage(
                amount(1, 40), amount(2, 4096), amount(1, 100), amount(1, 200)));
    assertThat(facts.containers())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.subject().key()).isEqualTo("host1/shop/web");
              assertThat(row.healthCheck()).isTrue();
              assertThat(row.traits().memoryLimit()).isEqualTo(Bytes.parse("64MiB"));
              assertThat(row.dependsOn()).extracting("service").containsExactly("db");
            });
  }

  @Test
  void goesWithoutWhatTheEngineDoesNotTell() {
    engine.storage = null;

    census.takeIfDue();

    assertThat(facts()).singleElement().extracting(EngineFacts::storage).isNull();
  }

  @Test
  void isTakenAtTheStartAndOnceAnHour() {
    for (int minute = 0; minute <= 120; minute++) {
      now = T0.plus(Duration.ofMinutes(minute));
      census.takeIfDue();
    }

    assertThat(facts()).extracting(EngineFacts::at).hasSize(3).first().isEqualTo(T0);
  }

  @Test
  void triesAgainSoonAfterAFailure() {
    engine.info = null;
    census.takeIfDue();
    engine.info = INFO;

    now = T0.plusSeconds(59);
    census.takeIfDue();
    assertThat(facts()).isEmpty();
    now = T0.plusSeconds(61);
    census.takeIfDue();

    assertThat(facts()).hasSize(1);
  }

  private List<EngineFacts> facts() {
    List<EngineFacts> facts = new ArrayList<>();
    sink.all().forEach(record -> facts.add((EngineFacts) record));
    return facts;
  }

  private static EngineFacts.Amount amount(int count, long bytes) {
    return new EngineFacts.Amount(count, new Bytes(bytes));
  }

  private static final String INSPECTION =
      """
      {"Id": "0123456789abcdef", "Name": "/shop-web-1", "Created": "2026-11-21T09:00:00Z",
       "State": {"Status": "running", "Running": true, "StartedAt": "2026-11-21T09:00:01Z"},
       "HostConfig": {"Memory": 67108864},
       "Config": {"Image": "shop:1", "Healthcheck": {"Test": ["CMD", "true"]},
        "Labels": {"com.docker.compose.project": "shop", "com.docker.compose.service": "web",
         "com.docker.compose.depends_on": "db:service_started:false"}}}
      """;

  /** Answers at once. */
  private static final class FakeEngine implements EngineClient {
    @Nullable String info = INFO;
    @Nullable String storage = STORAGE;

    @Override
    public CompletableFuture<JsonNode> ask(EngineCall call) {
      String answer = call.path().equals("/info") ? info : storage;
      try {
        return answer == null
            ? CompletableFuture.failedFuture(new EngineException.HeldBack("not told"))
            : CompletableFuture.completedFuture(JSON.readTree(answer));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
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
    public EngineStream open(EngineCall call) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
