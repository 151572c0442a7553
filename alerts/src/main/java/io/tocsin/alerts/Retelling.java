package io.tocsin.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.policy.Knowledge;
import io.tocsin.alerts.policy.Policy;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.alerts.policy.Retries;
import io.tocsin.alerts.policy.Situation;
import io.tocsin.alerts.receiver.RateLimit;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells one receiver of incidents that a replay has found. Each has an id and a title by which
 * nobody takes it for the live one, and each replay has ids of its own, so that nothing that was
 * told before is changed or closed. No ledger is kept: what is over is told once, as over.
 */
public final class Retelling implements AutoCloseable {
  /** With this the ids of all incidents begin that are told so. */
  public static final String PREFIX = "replay-";

  /** What ended long ago is no news, but here it was asked for. */
  private static final Duration WHENEVER = Duration.ofDays(100_000);

  private static final DateTimeFormatter RUN =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ReceiverConfig config;
  private final String name;
  private final Policy policy;
  private final Trial trial;
  private final Instant run;
  private Instant free = Instant.MIN;
  private int failures;

  /**
   * @param run when it was asked for
   */
  public Retelling(ReceiverConfig config, Instant run) {
    this.config = config;
    this.run = run;
    name = config.name();
    policy =
        new Policy(
            WHENEVER, PolicyRules.DEFAULT.withRoutes(ReceiverConfig.routes(List.of(config))));
    trial = new Trial(config);
  }

  /**
   * Those of them that the receiver is to be told of, marked: information is left out, and what its
   * {@code only} and {@code except} keep from it. Silences and mute times are of the present and do
   * not count.
   */
  public List<Incident> of(List<Incident> replayed) {
    Situation situation = new Situation(name, run, Knowledge.NONE);
    return replayed.stream()
        .filter(incident -> policy.decide(incident, null, situation).tells())
        .map(this::marked)
        .toList();
  }

  private Incident marked(Incident incident) {
    ObjectNode body = Wire.mapper().valueToTree(incident);
    String mark = PREFIX + RUN.format(run) + '-';
    body.put("id", mark + incident.id()).put("title", "Replay: " + incident.title());
    if (incident.mergedInto() != null) {
      body.put("mergedInto", mark + incident.mergedInto());
    }
    body.remove("links"); // the live one's pages and buttons
    return Wire.mapper().convertValue(body, Incident.class);
  }

  /** When the receiver may be told next: it has a pace, a rate, and asks for patience. */
  public Instant free() {
    return free;
  }

  /** Tells it once. What failed can be tried again when the receiver is free. */
  public Reply tell(Incident marked, Instant now) throws InterruptedException {
    Reply reply = trial.tell(marked, now);
    free = now.plus(pace());
    if (reply instanceof Reply.Failed failed) {
      failures++;
      double random = ThreadLocalRandom.current().nextDouble();
      delay(now.plus(Retries.DEFAULT.pause(failures, random, failed.retryAfter())));
    } else {
      failures = 0;
    }
    if (reply instanceof Reply.Accepted accepted) {
      delay(now.plus(accepted.rest()));
    }
    return reply;
  }

  private void delay(Instant until) {
    free = until.isAfter(free) ? until : free;
  }

  /** So far apart that its rate is kept, too. */
  private Duration pace() {
    Duration pace = config.receiver().pace();
    Duration share = config.rate().map(RateLimit::share).orElse(Duration.ZERO);
    return share.compareTo(pace) > 0 ? share : pace;
  }

  @Override
  public void close() {
    trial.close();
  }
}
