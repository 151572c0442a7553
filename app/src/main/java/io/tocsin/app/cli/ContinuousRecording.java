package io.tocsin.app.cli;

import io.tocsin.app.archive.ArchiveHead.Redaction;
import io.tocsin.app.config.Settings;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.app.record.Ring;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.replay.RecordedTimes;
import io.tocsin.app.roles.RecordedTopics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Keeps a ring of archives, until it is stopped. Begins where the record does, passes over what was
 * not recorded, and goes on after a time in which nobody answered.
 */
final class ContinuousRecording {
  /** Behind this the live run may still be at work. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Session session;
  private final Settings settings;
  private final Ring ring;
  private final Redaction redaction;
  private Instant since = Instant.MIN;
  private boolean hasBegun;

  ContinuousRecording(Session session, Settings settings, Ring ring, Redaction redaction) {
    this.session = session;
    this.settings = settings;
    this.ring = ring;
    this.redaction = redaction;
  }

  void run() {
    do {
      Instant settled = Instant.now().minus(SETTLED);
      boolean isDone = attempt(settled);
      Instant next = isDone ? ring.next(Instant.now()).plus(SETTLED) : Instant.now().plus(AGAIN);
      if (session.stop().await(Duration.between(Instant.now(), next))) {
        return;
      }
    } while (!session.stop().isRequested());
  }

  /** A broker that is being restarted ends nothing; one that was never there does. */
  private boolean attempt(Instant settled) {
    try {
      catchUp(settled);
      hasBegun = true;
      return true;
    } catch (Unreachable e) {
      if (!hasBegun) {
        throw e;
      }
      session.terminal().note(e.getMessage() + " It is tried again in a minute.");
      return false;
    }
  }

  private void catchUp(Instant settled) {
    Optional<RecordRange> next = ring.missing(settled, since);
    if (next.isEmpty()) {
      trim(settled);
      return;
    }
    try (RecordedTopics topics = RecordedTopics.open(settings)) {
      while (next.isPresent() && !session.stop().isRequested()) {
        take(next.get(), topics, settled);
        trim(settled);
        next = ring.missing(settled, since);
      }
    }
  }

  private void take(RecordRange period, RecordedTopics topics, Instant settled) {
    Instant recorded =
        RecordedTimes.firstSince(topics.kafka(), topics.topics(), period.from()).orElse(settled);
    if (recorded.isAfter(period.to())) {
      since = recorded;
      session
          .terminal()
          .note(
              "Nothing was recorded from %s to %s."
                  .formatted(period.from(), recorded.truncatedTo(ChronoUnit.SECONDS)));
      return;
    }
    new ArchivePiece(ring.file(period.from()), period, Optional.of(Duration.ZERO), redaction)
        .write(session, settings, topics);
  }

  private void trim(Instant settled) {
    ring.trim(settled).forEach(old -> session.terminal().note(old + " has given way."));
  }
}
