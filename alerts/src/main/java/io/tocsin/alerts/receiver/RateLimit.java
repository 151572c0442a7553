package io.tocsin.alerts.receiver;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many messages a receiver gets at most.
 *
 * @param most in any time of that length
 */
public record RateLimit(int most, Duration window) {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3})/([1-9]\\d{0,3})([smh])");

  /** Reads {@code 20/1m}; empty if it is not of that form. */
  public static Optional<RateLimit> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(form.group(2));
    Duration window =
        switch (form.group(3)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        };
    return Optional.of(new RateLimit(Integer.parseInt(form.group(1)), window));
  }

  /** How far apart messages keep it of themselves. */
  public Duration share() {
    return window.dividedBy(most);
  }

  /** For people: {@code 20 in 60 s}. */
  @Override
  public String toString() {
    return most + " in " + window.toSeconds() + " s";
  }
}
