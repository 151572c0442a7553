package io.tocsin.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the containers' own facts tell of a service, which is no finding: it may be on
 * purpose, or too young for a detector. It opens nothing, but may be why others are in trouble.
 *
 * @param until when it was over; null while it lasts
 */
record Sign(
    Kind kind,
    Instant at,
    @Nullable Instant until,
    String container,
    String statement,
    List<String> evidence) {
  private static final Duration BEFORE = Duration.ofMinutes(10);
  private static final Duration REPLACED = Duration.ofSeconds(5);
  private static final Duration SHORTLY_BEFORE = Duration.ofMinutes(2);

  /** What it is; its name stands where a detector's would. */
  enum Kind {
    PAUSED("paused", 38),
    DISCONNECTED("disconnected", 36),
    STOPPED("stopped", 32),
    DIED("died", 24),
    ALL_ENDED("restarted-host", 55);

    private final String word;
    private final int points;

    Kind(String word, int points) {
      this.word = word;
      this.points = points;
    }

    String word() {
      return word;
    }

    int points() {
      return points;
    }
  }

  /** Whether it may end in a moment, as when a container is replaced. */
  boolean mayBeOfDeployment(Instant now) {
    return kind == Kind.STOPPED && until == null && now.isBefore(at.plus(REPLACED));
  }

  boolean lastsAt(Instant when) {
    return until == null || until.isAfter(when);
  }

  Sign over(Instant when) {
    return until == null ? new Sign(kind, at, when, container, statement, evidence) : this;
  }

  /** Whether it may have to do with trouble that began and grew in this time. */
  boolean concerns(Instant first, Instant last) {
    Duration reach = kind == Kind.DIED ? SHORTLY_BEFORE : BEFORE;
    return !at.isAfter(last)
        && !at.isBefore(first.minus(reach))
        && (until == null || until.isAfter(first.minus(SHORTLY_BEFORE)));
  }
}
