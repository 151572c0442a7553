package io.tocsin.app.roles;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.alerts.Links;
import io.tocsin.alerts.Notifier;
import io.tocsin.alerts.NotifierConfig;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.delivery.OpenIncidents;
import io.tocsin.app.config.Settings;
import io.tocsin.app.digest.DayReview;
import io.tocsin.app.health.Check;
import io.tocsin.telemetry.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The alerts.
 *
 * @param withholds why nobody is told of an incident for now; empty if that is not so
 */
record NotifierPart(RunningPart part, Function<Incident, Optional<String>> withholds) {
  static NotifierPart start(
      Settings settings, Map<String, Object> kafka, String instance, Given given) {
    List<ReceiverConfig> receivers = settings.receivers().all();
    NotifierConfig config =
        NotifierConfig.of(kafka, settings.kafka().topics(), receivers, instance)
            .with(settings.policy(), given.incidents())
            .withLinks(given.links())
            .withDigest(
                new NotifierConfig.DigestPlan(
                    settings.digest(), new DayReview(kafka, settings.kafka().topics())));
    Notifier notifier = Notifier.start(config, given.registry());
    return new NotifierPart(
        new RunningPart("notifier", () -> check(notifier, receivers.size()), notifier::close),
        notifier::withholds);
  }

  private static Check check(Notifier notifier, int receivers) {
    boolean isReady = notifier.ready();
    List<String> found = new ArrayList<>();
    found.add(isReady ? receivers + " receivers" : "is still reading what was told before");
    found.addAll(notifier.troubles());
    String detail = String.join("; ", found);
    return new Check("notifier", isReady, detail);
  }

  /** What it counts in, and what it asks for the incidents of all partitions. */
  record Given(MeterRegistry registry, OpenIncidents incidents, Links links) {}
}
