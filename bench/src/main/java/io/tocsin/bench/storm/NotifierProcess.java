package io.tocsin.bench.storm;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.alerts.Kinds;
import io.tocsin.alerts.Links;
import io.tocsin.alerts.Notifier;
import io.tocsin.alerts.NotifierConfig;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.delivery.OpenIncidents;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.alerts.setup.Given;
import io.tocsin.telemetry.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The notifier in a process of its own, to be killed. */
public final class NotifierProcess {
  /** What it says once it watches. */
  static final String READY = "the notifier watches";

  private static final Duration GLANCE = Duration.ofMillis(20);

  private NotifierProcess() {}

  /** Arguments: the broker, the time-out in seconds, then kind, name and address each. */
  @SuppressWarnings("SystemOut") // whoever started it reads that
  public static void main(String[] words) throws InterruptedException {
    Map<String, Object> kafka = Map.of("bootstrap.servers", words[0]);
    List<ReceiverConfig> receivers =
        List.of(words).subList(2, words.length).stream().map(NotifierProcess::receiver).toList();
    NotifierConfig standard =
        NotifierConfig.of(kafka, Topics.DEFAULT, receivers, "notifier-in-the-storm");
    NotifierConfig config =
        new NotifierConfig(
            kafka,
            standard.topics(),
            receivers,
            standard.group(),
            standard.instance(),
            standard.retries(),
            Duration.ofSeconds(Long.parseLong(words[1])),
            standard.news(),
            standard.capacity(),
            PolicyRules.DEFAULT,
            OpenIncidents.NONE,
            Links.NONE,
            standard.daily());
    Notifier notifier = Notifier.start(config, new SimpleMeterRegistry());
    Runtime.getRuntime().addShutdownHook(new Thread(notifier::close));
    while (!notifier.ready()) {
      Thread.sleep(GLANCE.toMillis());
    }
    System.out.println(READY);
    Thread.currentThread().join();
  }

  /** Without a rate: each message is to be counted, and none told in a digest. */
  private static ReceiverConfig receiver(String argument) {
    String[] parts = argument.split(" ", -1);
    return new ReceiverConfig(
        Kinds.of(parts[0]),
        new Given(
            Optional.of(parts[1]),
            Map.of("url", List.of(parts[2]), "rate", List.of("off")),
            Optional.empty()));
  }
}
