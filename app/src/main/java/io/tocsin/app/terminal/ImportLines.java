package io.tocsin.app.terminal;

import io.tocsin.app.imports.FileTally;
import io.tocsin.app.imports.FileTally.Count;
import io.tocsin.app.terminal.Terminal.Colour;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of the files that were imported, for people. */
public final class ImportLines {
  private static final int MOST_REASONS = 8;

  private final Terminal terminal;
  private final Clock clock = new Clock(ZoneOffset.UTC);

  public ImportLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A file: what it was taken for, and what of it could not be understood. */
  public List<String> of(FileTally tally) {
    List<String> lines = new ArrayList<>();
    String name = Inert.text(tally.path().toString());
    boolean isWell = tally.refusals() == 0 && tally.records() > 0;
    String mark = terminal.paint(isWell ? Colour.GREEN : Colour.YELLOW, isWell ? "✓ " : "! ");
    lines.add(mark + name + "  " + kinds(tally) + times(tally));
    lines.addAll(reasons("not understood", tally.refused()));
    lines.addAll(reasons("assumed", tally.notes()));
    lines.addAll(reasons("nothing to keep", tally.empty()));
    return lines;
  }

  private static String kinds(FileTally tally) {
    return tally.kept().isEmpty()
        ? "nothing that could be read"
        : tally.kept().entrySet().stream()
            .map(kind -> count(kind.getValue().count()) + " × " + kind.getKey())
            .collect(Collectors.joining(", "));
  }

  private String times(FileTally tally) {
    Instant from = tally.from();
    Instant to = tally.to();
    return from == null || to == null
        ? ""
        : ", " + clock.date(from) + " to " + clock.date(to) + " UTC";
  }

  private static List<String> reasons(String what, Map<String, Count> reasons) {
    List<String> lines = new ArrayList<>();
    reasons.entrySet().stream()
        .limit(MOST_REASONS)
        .forEach(
            each ->
                lines.add(
                    "    %s %s, first in line %d: %s"
                        .formatted(
                            count(each.getValue().count()),
                            what,
                            each.getValue().firstLine(),
                            Inert.text(each.getKey()))));
    if (reasons.size() > MOST_REASONS) {
      lines.add("    and for %d other reasons".formatted(reasons.size() - MOST_REASONS));
    }
    return lines;
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
