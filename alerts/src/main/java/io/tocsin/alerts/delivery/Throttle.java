package io.tocsin.alerts.delivery;

import io.tocsin.alerts.policy.Verdict;
import io.tocsin.alerts.receiver.RateLimit;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a receiver's rate: what is too much waits, and is told in one message when there is room
 * again. The end of something that was told is never too much. Used by the courier's thread.
 */
final class Throttle {
  /** A digest names no more than so many; more make another. */
  static final int MOST_IN_DIGEST = 50;

  private static final Set<Verdict> LIMITED =
      Collections.unmodifiableSet(
          EnumSet.of(Verdict.OPENED, Verdict.CHANGED, Verdict.OVER_ALREADY));

  private final Optional<RateLimit> limit;
  private final Deque<Instant> posts = new ArrayDeque<>();
  private final Set<String> waiting = new LinkedHashSet<>();
  private boolean isRemembered;

  Throttle(Optional<RateLimit> limit) {
    this.limit = limit;
  }

  /** Counts, once, what the receiver has had in an earlier life. */
  void remember(Account account, Instant now) {
    if (limit.isPresent() && !isRemembered) {
      isRemembered = true;
      account.posts(now.minus(limit.get().window())).forEach(this::spend);
    }
  }

  /** Whether this has to wait now. */
  boolean isTooMuch(Verdict verdict, Instant now) {
    return LIMITED.contains(verdict) && limit.isPresent() && free(now).isAfter(now);
  }

  /** When there is room for one more. */
  Instant free(Instant now) {
    if (limit.isEmpty()) {
      return now;
    }
    Instant begin = now.minus(limit.get().window());
    while (!posts.isEmpty() && !posts.getFirst().isAfter(begin)) {
      posts.removeFirst();
    }
    return posts.size() < limit.get().most() ? now : posts.getFirst().plus(limit.get().window());
  }

  /** Counts a message. */
  void spend(Instant now) {
    if (limit.isPresent()) {
      posts.addLast(now);
      if (posts.size() > limit.get().most()) {
        posts.removeFirst();
      }
    }
  }

  /** Notes that an incident waits, and says whether that is news. */
  boolean keep(Incident incident) {
    return waiting.add(incident.id());
  }

  void forget(Incident incident) {
    waiting.remove(incident.id());
  }

  /** Up to as many incidents as fit into a digest with this one; none if it is to be told alone. */
  List<String> with(Incident incident, Verdict verdict) {
    if (!LIMITED.contains(verdict)) {
      return List.of();
    }
    return waiting.stream()
        .filter(id -> !id.equals(incident.id()))
        .limit(MOST_IN_DIGEST - 1)
        .toList();
  }

  String reason() {
    return "more than " + limit.map(RateLimit::toString).orElse("") + " are too many for it";
  }

  /** One message for all of these. */
  Incident digest(String receiver, Collection<Incident> incidents, Instant now) {
    Severity worst =
        incidents.stream().map(Incident::severity).reduce(Severity.INFO, Severity::max);
    Instant since = incidents.stream().map(Incident::startedAt).min(Instant::compareTo).orElse(now);
    List<String> keys = incidents.stream().map(i -> i.id() + '.' + i.revision()).sorted().toList();
    Notice notice =
        new Notice(
            "digest-" + Digest.of(receiver, keys),
            "digest",
            worst,
            incidents.size() + " incidents in one message",
            reason(),
            incidents.stream().map(Throttle::line).toList(),
            "tocsin incidents shows each in full.");
    return notice.open(1, since, now);
  }

  private static String line(Incident incident) {
    String stack = incident.stack().isEmpty() ? "" : incident.stack() + ": ";
    String over = incident.isOpen() ? "" : " (over already)";
    return incident.severity().wireName() + " " + stack + incident.title() + over;
  }
}
