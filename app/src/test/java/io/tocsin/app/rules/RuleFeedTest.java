package io.tocsin.app.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.config.Configuration;
import io.tocsin.app.config.Sources;
import io.tocsin.app.rules.RuleFeed.Given;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, with a real file. */
class RuleFeedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void followsItsFileRefusesWhatIsWrongAndComesBackWithWhatWasInForce() throws Exception {
    write("rules: {restart-rate: {restarts: 4}}");
    try (EmbeddedBroker broker = broker()) {
      Instant changed;
      try (RuleFeed feed = feed(broker)) {
        write("rules: {restart-rate: {restarts: lots}}");
        await().atMost(PATIENCE).until(() -> !told.isEmpty());
        assertThat(restarts(feed.history().latest())).isEqualTo("4");
        assertThat(meters.get("tocsin.rules.refused").gauge().value()).isEqualTo(1);

        write("rules: {restart-rate: {restarts: 6}}");
        await().atMost(PATIENCE).until(() -> told.size() == 2);
        changed = feed.history().latest().from();
        assertThat(meters.get("tocsin.rules.refused").gauge().value()).isZero();
      }
      try (RuleFeed again = feed(broker)) {
        assertThat(restarts(again.history().at(changed.minusMillis(1)))).isEqualTo("4");
        assertThat(restarts(again.history().at(changed))).isEqualTo("6");
      }
      write("rules: {}");
      try (RuleFeed other = feed(broker)) {
        assertThat(restarts(other.history().at(changed))).isEqualTo("6");
        assertThat(restarts(other.history().latest())).isEqualTo("3");
      }
    }

    assertThat(told.get(0)).contains("rules stay as they were", "restarts", "lots");
    assertThat(told.get(1)).contains("restart-rate.restarts: 4 → 6");
  }

  private RuleFeed feed(EmbeddedBroker broker) {
    Sources sources = new Sources(Map.of(), Map.of(), Optional.of(file()));
    RuleSource source =
        new RuleSource(
            () -> Configuration.read(sources).settings().rules(),
            Configuration.files(sources),
            told::add,
            told::add);
    RuleBook now = source.read().get();
    return RuleFeed.start(client(broker), Topics.DEFAULT, new Given(now, source), meters);
  }

  private static String restarts(RuleHistory.Version version) {
    Rule rule =
        version.rules().rules().stream()
            .filter(each -> each.name().equals("restart-rate"))
            .findFirst()
            .orElseThrow();
    return Wire.mapper()
        .valueToTree(new RuleBook(List.of(rule)).tree())
        .at("/restart-rate/restarts")
        .asText();
  }

  private EmbeddedBroker broker() throws Exception {
    EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerOptions(folder.resolve("broker"), 0, true), reason -> {});
    try (Admin admin = Admin.create(client(broker))) {
      new TopicSetup(admin, new TopicLayout(Topics.DEFAULT, 1, (short) 1)).run();
    }
    return broker;
  }

  private static Map<String, Object> client(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private Path file() {
    return folder.resolve("tocsin.yml");
  }

  private void write(String text) throws IOException {
    Files.writeString(file(), text);
  }
}
