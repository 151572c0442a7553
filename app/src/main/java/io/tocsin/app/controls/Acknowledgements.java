package io.tocsin.app.controls;

import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.TelemetryFormatException;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who has which incident in hand. */
public final class Acknowledgements {
  private static final int LONGEST_TEXT = 300;
  private static final Duration KEPT = Duration.ofDays(30);

  private final ControlsDesk desk;

  public Acknowledgements(ControlsDesk desk) {
    this.desk = desk;
  }

  /**
   * Who says so.
   *
   * @param author who has it in hand
   * @param note what there is to say; empty for nothing
   */
  public record Word(String author, String note) {}

  /**
   * Notes that somebody has an incident in hand, in place of whoever had it before, and forgets
   * what was said a month ago.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public Acknowledgement add(Incident incident, Word word, Instant now) {
    if (!incident.isOpen()) {
      throw new IllegalArgumentException("It is over already.");
    }
    if (word.author().isBlank() || word.author().length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("Say who has it in hand, in a few words.");
    }
    if (word.note().length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("Write at most " + LONGEST_TEXT + " characters.");
    }
    Acknowledgement acknowledgement =
        new Acknowledgement(
            incident.id(), word.author().strip(), now, word.note().strip(), incident.reopened());
    desk.write(acknowledgement.key(), acknowledgement);
    forgetBefore(now.minus(KEPT));
    return acknowledgement;
  }

  /** Takes back that somebody has it in hand; it may be escalated again. */
  public void withdraw(Incident incident) {
    desk.write(Acknowledgement.KEY_PREFIX + incident.id(), null);
  }

  private void forgetBefore(Instant begin) {
    desk.read()
        .forEach(
            (key, value) -> {
              if (key.startsWith(Acknowledgement.KEY_PREFIX)
                  && read(value).map(old -> old.at().isBefore(begin)).orElse(false)) {
                desk.write(key, null);
              }
            });
  }

  private static Optional<Acknowledgement> read(byte[] value) {
    try {
      return Optional.of(Wire.read(value, Acknowledgement.class));
    } catch (TelemetryFormatException e) {
      return Optional.empty();
    }
  }
}
