package io.tocsin.streams.scenario;

import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Where and when a scenario plays.
 *
 * @param until how long it plays at least
 * @param stack whose services are meant where no stack is named
 * @param services what the containers are like
 * @param rules rules on top of those in force
 * @param only the rules that are heeded; empty for all
 */
record Setting(
    Instant start,
    Duration until,
    ZoneId zone,
    String stack,
    Map<String, ServicePlan> services,
    Map<String, ?> rules,
    List<String> only) {

  /** {@code backend}, {@code shop/backend}, {@code /backend} outside any stack, or {@code host}. */
  Subject subject(String who) {
    if (who.equals("host")) {
      return Subject.ofEngine(Host.NAME);
    }
    int slash = who.indexOf('/');
    return slash < 0
        ? new Subject(Host.NAME, stack, who)
        : new Subject(Host.NAME, who.substring(0, slash), who.substring(slash + 1));
  }

  /** The same, but it plays so long. */
  Setting until(Duration length) {
    return new Setting(start, length, zone, stack, services, rules, only);
  }

  ServicePlan plan(String service) {
    ServicePlan plan = services.get(service);
    return plan == null ? ServicePlan.read(service, Map.of()) : plan;
  }
}
