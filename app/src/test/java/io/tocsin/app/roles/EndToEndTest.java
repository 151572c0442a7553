package io.tocsin.app.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.app.config.Configuration;
import io.tocsin.app.config.Settings;
import io.tocsin.app.config.Sources;
import io.tocsin.app.demo.DemoContainer;
import io.tocsin.app.demo.DemoEngine;
import io.tocsin.app.incidents.IncidentView;
import io.tocsin.app.rules.RuleSource;
import io.tocsin.collector.engine.EngineDiscovery;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real container to a real webhook, through a real broker and exactly-once topologies. */
@Tag("engine")
class EndToEndTest {
  private static final Set<Part> ALL = EnumSet.allOf(Part.class);
  private static final Bytes SMALL = new Bytes(32L << 20);

  @TempDir private Path folder;

  @Test
  void ringsOnceForEachThingThatBreaksAndNeverForWhatIsDoneOnPurpose() throws Exception {
    try (DemoEngine engine = DemoEngine.open(EngineDiscovery.find(null, null).address().uri());
        WebhookRecorder webhook = new WebhookRecorder();
        Pipeline pipeline = start(engine, webhook)) {
      await().atMost(Duration.ofSeconds(90)).until(() -> pipeline.readiness().isReady());

      doOnPurpose(engine);
      breakThings(engine);

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(webhook.posts())
                      .extracting(EndToEndTest::stackAndDetector)
                      .contains(
                          "loops restart-rate",
                          "leaks oom-kill",
                          "sickens unhealthy",
                          "removed force-removal",
                          "fails exited"));
      assertThat(webhook.posts())
          .extracting(Incident::id)
          .as("one incident each")
          .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSize(5));
      assertThat(webhook.posts())
          .extracting(incident -> incident.id() + " " + incident.revision())
          .as("each revision once")
          .doesNotHaveDuplicates();
      assertThat(webhook.posts()).extracting(Incident::stack).doesNotContain("purpose");
    }
  }

  private static void doOnPurpose(DemoEngine engine) {
    String steady = engine.start(service("purpose", "sleep 1000"));
    engine.restart(steady);
    engine.stop(steady);
    engine.removeByForce(steady);
    engine.start(service("purpose", "trap 'exit 0' TERM; sleep 1000 & wait"));
    engine.start(DemoContainer.service("purpose", "job", "echo done; exit 0"));
  }

  private static void breakThings(DemoEngine engine) {
    engine.start(service("fails", "echo 'no such table' >&2; sleep 1; exit 1"));
    engine.start(service("loops", "echo 'no module' >&2; exit 3").restarting());
    engine.start(service("leaks", "sleep 1; exec tail /dev/zero").limitedTo(SMALL));
    engine.start(
        service("sickens", "touch /tmp/up; sleep 3; rm /tmp/up; sleep 1000")
            .withHealth("test -f /tmp/up"));
    String removed = engine.start(service("removed", "sleep 1000"));
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    engine.removeByForce(removed);
  }

  private static DemoContainer service(String stack, String script) {
    return DemoContainer.service(stack, stack, script);
  }

  private static String stackAndDetector(Incident incident) {
    return incident.stack() + " " + incident.cause().detector();
  }

  private Pipeline start(DemoEngine engine, WebhookRecorder webhook) throws IOException {
    Pipeline pipeline =
        Pipeline.open(
            settings(engine, webhook),
            ALL,
            new Pipeline.Surroundings(
                new SimpleMeterRegistry(),
                new IncidentView(10),
                (now, before) -> {},
                trouble -> {},
                RuleSource.fixed(RuleBook.standard())));
    pipeline.start(ALL);
    return pipeline;
  }

  private Settings settings(DemoEngine engine, WebhookRecorder webhook) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tocsin.yml"),
            """
            data: %s
            broker: {port: 0}
            collect: {include: {labels: ["%s"]}}
            receivers: {webhooks: [{url: "%s"}]}
            """
                .formatted(folder.resolve("data"), engine.scope(), webhook.url()));
    return Configuration.read(new Sources(Map.of(), Map.of(), Optional.of(file))).settings();
  }
}
