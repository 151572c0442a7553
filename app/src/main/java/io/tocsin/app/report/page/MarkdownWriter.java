package io.tocsin.app.report.page;

import io.tocsin.app.report.page.Block.Bullets;
import io.tocsin.app.report.page.Block.Column;
import io.tocsin.app.report.page.Block.Figures;
import io.tocsin.app.report.page.Block.Heading;
import io.tocsin.app.report.page.Block.Lines;
import io.tocsin.app.report.page.Block.Paragraph;
import io.tocsin.app.report.page.Block.Picture;
import io.tocsin.app.report.page.Block.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A page as Markdown (GitHub's flavour: with tables). */
public final class MarkdownWriter {
  private final StringBuilder out = new StringBuilder();

  private MarkdownWriter() {}

  public static String write(Page page) {
    MarkdownWriter writer = new MarkdownWriter();
    writer.line("# " + Harmless.markdown(page.title(), false)).line("");
    writer.line("*" + Harmless.markdown(page.kicker(), false) + "*").line("");
    page.blocks().forEach(writer::block);
    writer.line("---").line("").line(Harmless.markdown(page.footer(), false));
    return writer.out.toString();
  }

  private MarkdownWriter line(String text) {
    out.append(text).append('\n');
    return this;
  }

  private void block(Block block) {
    if (block instanceof Heading heading) {
      line("#".repeat(heading.level()) + " " + Harmless.markdown(heading.text(), false));
    } else if (block instanceof Paragraph paragraph) {
      line(spans(paragraph, false));
    } else if (block instanceof Bullets bullets) {
      bullets(bullets);
    } else if (block instanceof Table table) {
      table(table);
    } else if (block instanceof Lines lines) {
      lines(lines.label(), lines.lines());
    } else if (block instanceof Figures figures) {
      figures
          .all()
          .forEach(
              each ->
                  line(
                      "- **%s** %s"
                          .formatted(
                              Harmless.markdown(each.value(), false),
                              Harmless.markdown(each.label(), false))));
    } else if (block instanceof Picture picture) {
      lines(picture.caption(), picture.inWords());
    }
    line("");
  }

  private void bullets(Bullets bullets) {
    int number = 0;
    for (Paragraph item : bullets.items()) {
      number++;
      line((bullets.isNumbered() ? number + ". " : "- ") + spans(item, false));
    }
  }

  private void table(Table table) {
    line("**" + Harmless.markdown(table.caption(), false) + "**").line("");
    line(row(table.columns().stream().map(c -> Harmless.markdown(c.title(), true)).toList()));
    line(row(table.columns().stream().map(MarkdownWriter::rule).toList()));
    for (List<Paragraph> row : table.rows()) {
      line(row(row.stream().map(cell -> spans(cell, true)).toList()));
    }
  }

  private static String rule(Column column) {
    return column.kind() == Column.Kind.NUMBER ? "---:" : ":---";
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** A fence that is longer than any run of its own sign in the text cannot be ended by it. */
  private void lines(String label, List<String> lines) {
    line("*" + Harmless.markdown(label, false) + "*").line("");
    int longest = lines.stream().mapToInt(Harmless::longestRun).max().orElse(0);
    String fence = "`".repeat(Math.max(3, longest + 1));
    line(fence + "text");
    lines.forEach(each -> line(Harmless.quoted(each)));
    line(fence);
  }

  private static String spans(Paragraph paragraph, boolean inTable) {
    return paragraph.spans().stream()
        .map(span -> span(span, inTable))
        .collect(Collectors.joining());
  }

  private static String span(Span span, boolean inTable) {
    if (span instanceof Span.Strong strong) {
      return "**" + Harmless.markdown(strong.text(), inTable) + "**";
    }
    if (span instanceof Span.Quoted quoted) {
      return Harmless.markdownCode(quoted.text(), inTable);
    }
    if (span instanceof Span.Link link) {
      return "[" + Harmless.markdown(link.text(), inTable) + "](" + link.target() + ")";
    }
    return spaced(((Span.Plain) span).text(), inTable);
  }

  /** The blanks around a piece of running text part it from what stands beside it. */
  private static String spaced(String text, boolean inTable) {
    String before = text.startsWith(" ") ? " " : "";
    String after = text.endsWith(" ") && !text.isBlank() ? " " : "";
    return before + Harmless.markdown(text, inTable) + after;
  }
}
