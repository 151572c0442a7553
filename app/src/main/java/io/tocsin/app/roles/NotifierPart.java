package io.tocsin.app.roles;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.alerts.Notifier;
import io.tocsin.alerts.NotifierConfig;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.app.config.Secret;
import io.tocsin.app.config.Settings;
import io.tocsin.app.health.Check;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The alerts. */
public final class NotifierPart {
  private NotifierPart() {}

  static RunningPart start(
      Settings settings, Map<String, Object> kafka, String instance, MeterRegistry registry) {
    List<ReceiverConfig> receivers = receivers(settings.receivers());
    NotifierConfig config =
        NotifierConfig.of(kafka, settings.kafka().topics(), receivers, instance);
    Notifier notifier = Notifier.start(config, registry);
    return new RunningPart("notifier", () -> check(notifier, receivers.size()), notifier::close);
  }

  /** The receivers as the alerts know them; they can say what is wrong with them. */
  public static List<ReceiverConfig> receivers(Settings.Receivers receivers) {
    List<ReceiverConfig> configs = new ArrayList<>();
    receivers
        .webhooks()
        .forEach(
            hook -> configs.add(new ReceiverConfig.Webhook(hook.url(), secrets(hook.secret()))));
    receivers
        .slack()
        .forEach(slack -> configs.add(new ReceiverConfig.Slack(URI.create(slack.url().reveal()))));
    return configs;
  }

  /** Several secrets, while one gives way to the next, stand with space between them. */
  private static List<String> secrets(Optional<Secret> secret) {
    return secret.map(text -> List.of(text.reveal().strip().split("\\s+"))).orElse(List.of());
  }

  private static Check check(Notifier notifier, int receivers) {
    boolean isReady = notifier.ready();
    String detail = isReady ? receivers + " receivers" : "is still reading what was told before";
    return new Check("notifier", isReady, detail);
  }
}
