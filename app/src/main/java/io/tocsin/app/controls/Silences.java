package io.tocsin.app.controls;

import io.tocsin.alerts.policy.Matcher;
import io.tocsin.telemetry.Silence;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The silences. */
public final class Silences {
  private static final int LONGEST_TEXT = 300;
  private static final int MOST_MATCHERS = 20;
  private static final Duration KEPT = Duration.ofDays(30);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ControlsDesk desk;

  public Silences(ControlsDesk desk) {
    this.desk = desk;
  }

  /**
   * What somebody wants.
   *
   * @param matchers which incidents
   */
  public record Wish(
      List<String> matchers, Instant from, Instant until, String author, String reason) {}

  /** All that are known, those that end last first; some have been over for a while. */
  public List<Silence> all() {
    List<Silence> all = new ArrayList<>();
    desk.read()
        .forEach(
            (key, value) -> {
              if (key.startsWith(Silence.KEY_PREFIX)) {
                read(value).ifPresent(all::add);
              }
            });
    all.sort(Comparator.comparing(Silence::end).reversed().thenComparing(Silence::id));
    return all;
  }

  /**
   * Begins one, and forgets those that have been over for a month.
   *
   * @throws IllegalArgumentException that says what is wrong and what to write
   */
  public Silence add(Wish wish, Instant now) {
    List<String> matchers = check(wish, now);
    Silence silence =
        new Silence(
            "%06x".formatted(RANDOM.nextInt(1 << 24)),
            matchers,
            wish.from(),
            wish.until(),
            wish.author().strip(),
            wish.reason().strip(),
            null,
            null);
    desk.write(silence.key(), silence);
    all().stream()
        .filter(old -> old.end().plus(KEPT).isBefore(now))
        .forEach(old -> desk.write(old.key(), null));
    return silence;
  }

  /**
   * Ends one.
   *
   * @param id or the beginning of it
   * @return as it is now; empty if there is no such silence, or more than one
   */
  public Optional<Silence> end(String id, String by, Instant now) {
    List<Silence> meant = all().stream().filter(silence -> silence.id().startsWith(id)).toList();
    if (id.isEmpty() || meant.size() != 1) {
      return Optional.empty();
    }
    Silence silence = meant.get(0);
    if (!silence.end().isAfter(now)) {
      return Optional.of(silence);
    }
    Silence ended = silence.ended(now, by.strip());
    desk.write(ended.key(), ended);
    return Optional.of(ended);
  }

  private static List<String> check(Wish wish, Instant now) {
    if (wish.matchers().isEmpty() || wish.matchers().size() > MOST_MATCHERS) {
      throw new IllegalArgumentException(
          "Say which incidents: stack=shop, service=web, severity=warning; host=* for all.");
    }
    if (!wish.until().isAfter(wish.from()) || !wish.until().isAfter(now)) {
      throw new IllegalArgumentException("It would be over before it begins; say a later end.");
    }
    if (wish.author().length() > LONGEST_TEXT || wish.reason().length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("Write at most " + LONGEST_TEXT + " characters.");
    }
    return wish.matchers().stream().map(Silences::matcher).toList();
  }

  private static String matcher(String text) {
    try {
      return Matcher.parse(text).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no condition. Write " + e.getMessage() + ".", e);
    }
  }

  private static Optional<Silence> read(byte[] value) {
    try {
      return Optional.of(Wire.read(value, Silence.class));
    } catch (TelemetryFormatException e) {
      return Optional.empty();
    }
  }
}
