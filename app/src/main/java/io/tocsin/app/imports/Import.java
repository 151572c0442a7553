package io.tocsin.app.imports;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads files of any of the known formats as telemetry, in the order of time, as a collector would
 * have published it; redacted. What cannot be understood is counted, and leaves a {@link Gap}.
 */
public final class Import {
  private final ImportSettings settings;
  private final Explained explained;
  private final Containers containers;
  private final Writing writing;
  private final Kinds kinds;
  private final List<FileTally> tallies = new ArrayList<>();

  /** Who is told of every line what became of it. */
  public interface Explained {
    /**
     * Takes the word of one line.
     *
     * @param verdict for people, such as {@code docker logs -t: 1 record}
     */
    void on(Path file, int line, String verdict);
  }

  public Import(ImportSettings settings, Explained explained) {
    this.settings = settings;
    this.explained = explained;
    Redactor redactor = new Redactor();
    containers = new Containers(settings, redactor);
    writing = new Writing(redactor);
    kinds = new Kinds(settings, containers, writing, redactor);
  }

  /** The files that these paths name: themselves, or all that lie in such a folder. */
  public static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      try (Stream<Path> found = Files.walk(path)) {
        found.filter(Files::isRegularFile).filter(Import::isVisible).sorted().forEach(files::add);
      }
    }
    return files;
  }

  private static boolean isVisible(Path file) {
    return !file.getFileName().toString().startsWith(".");
  }

  /**
   * Reads the files and gives the records out.
   *
   * @return what came of each file
   */
  public List<FileTally> read(List<Path> files, Consumer<Telemetry> out) throws IOException {
    try (TimeOrder order = new TimeOrder()) {
      for (Ranked file : ranked(files)) {
        read(file.path(), order);
      }
      AsCollected collected = new AsCollected(settings.host(), containers.facts(), out);
      order.drain(collected);
      tallies.stream()
          .map(FileTally::to)
          .filter(Objects::nonNull)
          .max(Comparator.naturalOrder())
          .ifPresent(collected::end);
    }
    return List.copyOf(tallies);
  }

  private record Ranked(Path path, int rank) {}

  private static List<Ranked> ranked(List<Path> files) throws IOException {
    List<Ranked> ranked = new ArrayList<>();
    for (Path file : files) {
      ranked.add(new Ranked(file, FileReading.rank(FileText.head(file))));
    }
    ranked.sort(Comparator.comparingInt(Ranked::rank));
    return ranked;
  }

  private void read(Path file, TimeOrder order) throws IOException {
    Source source = Source.of(file, Files.getLastModifiedTime(file).toInstant());
    FileTally tally = new FileTally(file);
    tallies.add(tally);
    kinds.begin();
    FileReading.Told told =
        (line, outcome) -> {
          tally.add(line, outcome);
          explained.on(file, line, verdict(outcome));
          if (outcome instanceof Outcome.Kept kept) {
            add(kept.records(), order);
          }
        };
    TextLines text = new TextLines(source, containers, writing, settings.zone());
    new FileReading(source, kinds, text, told).read();
    if (tally.refusals() > 0) {
      order.add(gap(tally, source));
    }
  }

  /** Containers are introduced before all else, whenever they were looked at. */
  private static void add(List<Telemetry> records, TimeOrder order) throws IOException {
    for (Telemetry record : records) {
      if (!(record instanceof ContainerFacts)) {
        order.add(record);
      }
    }
  }

  private Gap gap(FileTally tally, Source source) {
    Instant from = tally.from() == null ? source.modified() : tally.from();
    Instant to = tally.to() == null ? source.modified() : tally.to();
    return new Gap(
        to,
        Subject.ofEngine(settings.host()),
        "logs",
        from,
        to,
        tally.refusals(),
        "%d lines of %s could not be understood"
            .formatted(tally.refusals(), source.path().getFileName()));
  }

  private static String verdict(Outcome outcome) {
    if (outcome instanceof Outcome.Kept kept) {
      String note = kept.note().isEmpty() ? "" : " (" + kept.note() + ")";
      int count = kept.records().size();
      return kept.format() + ": " + (count == 1 ? "1 record" : count + " records") + note;
    }
    return outcome instanceof Outcome.Empty empty
        ? "nothing to keep: " + empty.reason()
        : "NOT UNDERSTOOD: " + ((Outcome.Refused) outcome).reason();
  }
}
