package io.tocsin.bench.storm;

import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import io.tocsin.bench.Folders;
import io.tocsin.bench.Progress;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Runs one storm on a real broker and hears what the receivers have to say of it. */
final class Storm {
  private static final int FEWEST_KILLS = 4;
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration GLANCE = Duration.ofMillis(250);

  private final StormPlan plan;
  private final Story story;
  private final Map<Post.Told, Instant> published = new ConcurrentHashMap<>();
  private final List<StormReceiver> receivers = new ArrayList<>();
  private final StormReceiver dead;
  private final Random random = new Random(3);

  Storm(StormPlan plan) throws IOException {
    this.plan = plan;
    this.story = new Story(plan);
    this.dead = new StormReceiver("dead", "webhooks", Manners.calm());
    receivers.add(new StormReceiver("calm", "webhooks", Manners.calm()).listen());
    receivers.add(new StormReceiver("busy", "webhooks", busy()).listen());
    receivers.add(new StormReceiver("failing", "webhooks", Manners.failing()).listen());
    receivers.add(new StormReceiver("hanging", "webhooks", Manners.hanging()).listen());
    receivers.add(new StormReceiver("closing", "webhooks", Manners.closing()).listen());
    Manners elsewhere = Manners.redirecting(plan.incidents() / 3);
    receivers.add(new StormReceiver("redirecting", "webhooks", elsewhere).listen());
    receivers.add(new StormReceiver("chat", "slack", chat()).listen());
    receivers.add(dead);
  }

  private static Manners busy() {
    return Manners.busy(10, Duration.ofSeconds(1));
  }

  /** A little less than what Slack grants, since what comes by a network comes unevenly. */
  private static Manners chat() {
    return Manners.chat(Duration.ofMillis(900));
  }

  /** What came of it: a row for each receiver. */
  StormOutcome run(Path folder) throws IOException, InterruptedException {
    Folders.delete(folder.resolve("broker"));
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerOptions(folder.resolve("broker"), 0, true), why -> {})) {
      Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(client)) {
        new TopicSetup(admin, new TopicLayout(Topics.DEFAULT, 2, (short) 1)).run();
      }
      try (Victim victim = new Victim(arguments(broker), folder)) {
        rage(client, victim);
        Buried buried = calm(client);
        victim.end();
        Judge judge = new Judge(story, Map.copyOf(published), victim.kills(), buried);
        return new StormOutcome(
            receivers.stream().map(judge::of).toList(),
            victim.kills().size(),
            victim.residentMib());
      }
    } finally {
      receivers.forEach(StormReceiver::close);
    }
  }

  private List<String> arguments(EmbeddedBroker broker) {
    List<String> arguments = new ArrayList<>();
    arguments.add(broker.bootstrapServers());
    arguments.add(Long.toString(plan.timeout().toSeconds()));
    receivers.forEach(receiver -> arguments.add(receiver.argument()));
    return arguments;
  }

  /** Tells the story while the notifier is killed again and again. */
  private void rage(Map<String, Object> client, Victim victim)
      throws IOException, InterruptedException {
    victim.awaitReady(LONGEST_START);
    Thread storyteller = new Thread(() -> tell(client), "storyteller");
    storyteller.start();
    for (int kill = 0; storyteller.isAlive() || kill < FEWEST_KILLS; kill++) {
      if (kill % 4 != 3) {
        victim.awaitReady(LONGEST_START);
      }
      Thread.sleep(untilNextKill().toMillis());
      victim.killAndStart();
    }
    storyteller.join();
    Progress.say("all is published; %d kills".formatted(victim.kills().size()));
  }

  /** A tenth to twice the mean. */
  private Duration untilNextKill() {
    long mean = plan.killEvery().toMillis();
    return Duration.ofMillis(mean / 10 + random.nextLong(mean * 19 / 10));
  }

  private void tell(Map<String, Object> client) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
      Instant start = Instant.now();
      for (Story.Chapter chapter : story.chapters()) {
        sleepUntil(start.plus(chapter.at()));
        publish(producer, chapter);
      }
      dead.listen();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publish(KafkaProducer<String, byte[]> producer, Story.Chapter chapter) {
    Instant now = Instant.now();
    published.put(chapter.told(), now);
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.DEFAULT.incidents(), chapter.id(), Wire.write(chapter.incident(now))));
  }

  /** Waits until every receiver knows how each incident has ended, or never will. */
  private Buried calm(Map<String, Object> client) throws InterruptedException {
    Instant deadline = Instant.now().plus(plan.deadline());
    Buried buried = new Buried(client);
    while (Instant.now().isBefore(deadline) && !knowAll(buried)) {
      Thread.sleep(GLANCE.toMillis());
      buried = new Buried(client);
    }
    return buried;
  }

  private boolean knowAll(Buried buried) {
    return receivers.stream()
        .allMatch(
            receiver -> {
              List<Post.Told> taken =
                  receiver.posts().stream().filter(Post::isTaken).map(Post::told).toList();
              return story.ends().stream()
                  .allMatch(
                      end -> taken.contains(end) || buried.has(receiver.name(), end.incident()));
            });
  }

  private static void sleepUntil(Instant at) throws InterruptedException {
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), at).toMillis()));
  }
}
