package io.tocsin.app.report;

import io.tocsin.app.report.page.Block;
import io.tocsin.app.report.page.Block.Column;
import io.tocsin.app.report.page.Block.Heading;
import io.tocsin.app.report.page.Block.Paragraph;
import io.tocsin.app.report.page.Block.Table;
import io.tocsin.app.report.page.Span;
import java.util.ArrayList;
import java.util.List;

/** The blocks of a report as they are written, with links to the evidence where it is kept. */
final class Sheet {
  private final List<Block> blocks = new ArrayList<>();
  private final boolean hasEvidence;

  /**
   * @param hasEvidence whether the evidence files lie beside the report
   */
  Sheet(boolean hasEvidence) {
    this.hasEvidence = hasEvidence;
  }

  List<Block> blocks() {
    return blocks;
  }

  void add(Block block) {
    blocks.add(block);
  }

  void section(String id, String title) {
    add(new Heading(2, id, title));
  }

  void part(String id, String title) {
    add(new Heading(3, id, title));
  }

  void say(String text) {
    add(Paragraph.of(text));
  }

  /** Running text, and where to count again. */
  void say(String text, Witness.About about) {
    List<Span> spans = new ArrayList<>();
    spans.add(Span.text(text));
    spans.addAll(source(about));
    add(new Paragraph(spans));
  }

  private List<Span> source(Witness.About about) {
    return hasEvidence
        ? List.of(
            Span.text(" Evidence: "),
            new Span.Link("evidence/" + about.file(), about.file()),
            Span.text("."))
        : List.of();
  }

  /** Where to count again, if the evidence is kept. */
  void source(String text, Witness.About about) {
    if (hasEvidence) {
      say(text, about);
    }
  }

  /** A table, row by row. */
  static final class Rows {
    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Paragraph>> rows = new ArrayList<>();

    /**
     * @param columns the titles; a {@code #} before it makes one of numbers, an {@code @} of times
     */
    Rows(String caption, String... columns) {
      this.caption = caption;
      for (String column : columns) {
        this.columns.add(column(column));
      }
    }

    private static Column column(String title) {
      return switch (title.charAt(0)) {
        case '#' -> new Column(title.substring(1), Column.Kind.NUMBER);
        case '@' -> new Column(title.substring(1), Column.Kind.TIME);
        default -> new Column(title, Column.Kind.TEXT);
      };
    }

    /** A row of strings, which are plain text, and spans. */
    void row(Object... cells) {
      List<Paragraph> row = new ArrayList<>();
      for (Object cell : cells) {
        row.add(Paragraph.of(cell instanceof Span span ? span : Span.text(String.valueOf(cell))));
      }
      rows.add(row);
    }

    boolean isEmpty() {
      return rows.isEmpty();
    }

    Table table() {
      return new Table(caption, columns, rows);
    }
  }

  /** Adds the table, if there is anything in it. */
  void table(Rows rows) {
    if (!rows.isEmpty()) {
      add(rows.table());
    }
  }
}
