package io.tocsin.app.record;

import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.telemetry.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of archives, one for each period of time, of which the oldest give way. */
public final class Ring {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'tocsin-'yyyyMMdd'T'HHmm'Z.tocsin'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern WHOLE = Pattern.compile("tocsin-\\d{8}T\\d{4}Z\\.tocsin");
  private static final String PART = ".part";

  private final Path folder;
  private final Duration period;
  private final int most;
  private final Bytes size;

  /**
   * A ring.
   *
   * @param period how much of time goes into an archive; at least a minute
   * @param most how many are kept
   * @param size and no more of them than this in all, but for the newest, which stays in any case
   */
  public Ring(Path folder, Duration period, int most, Bytes size) {
    if (period.compareTo(Duration.ofMinutes(1)) < 0 || most < 1 || size.value() < 1) {
      throw new WrongUse(
          "A ring has archives of a minute or more, and at least one of them.",
          "Say --every 1h --keep 72 --max-size 4g, for instance.");
    }
    this.folder = folder;
    this.period = period;
    this.most = most;
    this.size = size;
  }

  /**
   * The earliest period that is over and has no archive, not further back than the ring goes, nor
   * further than there is room for.
   *
   * @param since nothing is recorded of before
   */
  public Optional<RecordRange> missing(Instant now, Instant since) {
    Instant end = floor(now);
    Instant oldest = end.minus(period.multipliedBy(most));
    List<Path> kept = archives(WHOLE);
    String first = hasRoom(kept) || kept.isEmpty() ? "" : name(kept.get(0));
    for (Instant from = since.isAfter(oldest) ? floor(since) : oldest;
        from.isBefore(end);
        from = from.plus(period)) {
      if (NAME.format(from).compareTo(first) >= 0 && !Files.exists(file(from))) {
        return Optional.of(new RecordRange(from, from.plus(period).minusMillis(1)));
      }
    }
    return Optional.empty();
  }

  /** For one more that is as large as the largest, or else what gave way would be made again. */
  private boolean hasRoom(List<Path> kept) {
    long all = kept.stream().mapToLong(Ring::bytes).sum();
    return all + kept.stream().mapToLong(Ring::bytes).max().orElse(0) <= size.value();
  }

  /** Where the archive of a period that begins then lies. */
  public Path file(Instant from) {
    return folder.resolve(NAME.format(from));
  }

  /** When the period that runs now is over. */
  public Instant next(Instant now) {
    return floor(now).plus(period);
  }

  /**
   * Deletes the archives that are too old, and what a crash has left of such, then the oldest until
   * the others are small enough; says which.
   */
  public List<Path> trim(Instant now) {
    String oldest = NAME.format(floor(now).minus(period.multipliedBy(most)));
    List<Path> gone = new ArrayList<>();
    archives(Pattern.compile(WHOLE + "(" + Pattern.quote(PART) + ")?")).stream()
        .filter(file -> name(file).compareTo(oldest) < 0)
        .forEach(gone::add);
    Deque<Path> kept = new ArrayDeque<>(archives(WHOLE));
    kept.removeAll(gone);
    long all = kept.stream().mapToLong(Ring::bytes).sum();
    while (all > size.value() && kept.size() > 1) {
      Path file = kept.removeFirst();
      all -= bytes(file);
      gone.add(file);
    }
    gone.forEach(this::delete);
    return gone;
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw untidy(e);
    }
  }

  /** The oldest first. */
  private List<Path> archives(Pattern form) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> form.matcher(name(file)).matches()).sorted().toList();
    } catch (IOException e) {
      throw untidy(e);
    }
  }

  private WrongUse untidy(IOException e) {
    return new WrongUse(folder + " cannot be kept tidy: " + e, "May this user write there?", e);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** What somebody has taken away meanwhile takes no room. */
  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private Instant floor(Instant time) {
    long millis = period.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
  }
}
