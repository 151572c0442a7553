package io.tocsin.app.record;

import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.replay.RecordRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of archives, one for each period of time, of which the oldest give way. */
public final class Ring {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'tocsin-'yyyyMMdd'T'HHmm'Z.tocsin'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Duration period;
  private final int most;

  /**
   * A ring.
   *
   * @param period how much of time goes into an archive; at least a minute
   * @param most how many are kept
   */
  public Ring(Path folder, Duration period, int most) {
    if (period.compareTo(Duration.ofMinutes(1)) < 0 || most < 1) {
      throw new WrongUse(
          "A ring has archives of a minute or more, and at least one of them.",
          "Say --every 1h --keep 72, for instance.");
    }
    this.folder = folder;
    this.period = period;
    this.most = most;
  }

  /**
   * The earliest period that is over and has no archive, not further back than the ring goes.
   *
   * @param since nothing is recorded of before
   */
  public Optional<RecordRange> missing(Instant now, Instant since) {
    Instant end = floor(now);
    Instant oldest = end.minus(period.multipliedBy(most));
    for (Instant from = since.isAfter(oldest) ? floor(since) : oldest;
        from.isBefore(end);
        from = from.plus(period)) {
      if (!Files.exists(file(from))) {
        return Optional.of(new RecordRange(from, from.plus(period).minusMillis(1)));
      }
    }
    return Optional.empty();
  }

  /** Where the archive of a period that begins then lies. */
  public Path file(Instant from) {
    return folder.resolve(NAME.format(from));
  }

  /** When the period that runs now is over. */
  public Instant next(Instant now) {
    return floor(now).plus(period);
  }

  /** Deletes the archives that are too old, and what a crash has left of such; says which. */
  public List<Path> trim(Instant now) {
    String oldest = NAME.format(floor(now).minus(period.multipliedBy(most)));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> old =
          files
              .filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches("tocsin-\\d{8}T\\d{4}Z\\.tocsin(\\.part)?"))
              .filter(file -> file.getFileName().toString().compareTo(oldest) < 0)
              .sorted()
              .toList();
      for (Path file : old) {
        Files.delete(file);
      }
      return old;
    } catch (IOException e) {
      throw new WrongUse(folder + " cannot be kept tidy: " + e, "May this user write there?", e);
    }
  }

  private Instant floor(Instant time) {
    long millis = period.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
  }
}
