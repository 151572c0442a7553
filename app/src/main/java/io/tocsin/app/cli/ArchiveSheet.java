package io.tocsin.app.cli;

import io.tocsin.app.archive.ArchiveEnd;
import io.tocsin.app.archive.ArchiveHead;
import io.tocsin.app.archive.ArchiveReader;
import io.tocsin.app.archive.ArchiveRecord;
import io.tocsin.app.terminal.Inert;
import io.tocsin.app.terminal.Terminal;
import io.tocsin.app.terminal.Terminal.Colour;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what is in an archive: its head, its records by topic, its gaps, its damage. */
final class ArchiveSheet {
  private final Terminal terminal;

  ArchiveSheet(Terminal terminal) {
    this.terminal = terminal;
  }

  /** 0 if it is whole, 1 if not. */
  int show(Path file) {
    try (ArchiveReader reader = ArchiveReader.open(file)) {
      reader.head().ifPresent(this::print);
      Map<String, Long> topics = new TreeMap<>();
      Instant first = null;
      Instant last = null;
      for (ArchiveRecord entry = reader.next(); entry != null; entry = reader.next()) {
        topics.merge(entry.topic(), 1L, Long::sum);
        first = first == null || entry.at().isBefore(first) ? entry.at() : first;
        last = last == null || entry.at().isAfter(last) ? entry.at() : last;
      }
      print(
          "records",
          String.format(Locale.ROOT, "%,d from %s to %s", reader.records(), first, last));
      topics.forEach(
          (topic, count) -> print("", String.format(Locale.ROOT, "%,12d  %s", count, topic)));
      reader.end().ifPresent(this::printGaps);
      printDamage(reader);
      return reader.isWhole() ? 0 : 1;
    }
  }

  private void print(ArchiveHead head) {
    print("written", head.writtenAt() + " by " + head.by());
    print("range", text(head.from(), "the beginning") + " to " + text(head.to(), "the end"));
    print("redaction", head.redaction().name().toLowerCase(Locale.ROOT));
    print("rules", head.rules() == null ? "not known" : head.rules().size() + " in force");
  }

  private static String text(@Nullable Instant time, String otherwise) {
    return time == null ? otherwise : time.toString();
  }

  private void printGaps(ArchiveEnd end) {
    print("gaps", end.gapsInAll() == 0 ? "none known" : Long.toString(end.gapsInAll()));
    end.gaps()
        .forEach(
            gap ->
                print(
                    "",
                    "%s of %s, %s to %s: %s"
                        .formatted(
                            gap.source(),
                            gap.subject().key(),
                            gap.from(),
                            gap.to(),
                            gap.reason())));
  }

  private void printDamage(ArchiveReader reader) {
    if (reader.isWhole()) {
      print("whole", "yes, all checksums fit");
      return;
    }
    print("whole", terminal.paint(Colour.RED, "no") + ", " + reader.lostInWords());
    reader.damages().forEach(damage -> print("", damage.toString()));
  }

  private void print(String name, String text) {
    terminal.line("%-10s %s".formatted(name, Inert.text(text)));
  }
}
