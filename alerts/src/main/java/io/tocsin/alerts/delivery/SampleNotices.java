package io.tocsin.alerts.delivery;

import io.tocsin.alerts.receiver.RateLimit;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.List;

/** What the notifier has to say itself, to try receivers and templates with. */
public final class SampleNotices {
  private SampleNotices() {}

  /** One message for all that was too much. */
  public static Incident tooMany(List<Incident> incidents, Instant now) {
    return new Throttle(RateLimit.parse("20/1m")).digest("chat", incidents, now);
  }

  /** A day of these. */
  public static Incident daily(List<String> lines, Instant now) {
    return DailyDigest.notice(lines).open(1, now, now);
  }

  /** That a receiver takes nothing. */
  public static Incident failing(String receiver, Instant now) {
    Condition condition = Condition.UNTRIED.failed(now, "HTTP 503 upstream is away");
    return Rounds.notice(receiver, condition).open(1, now, now);
  }
}
