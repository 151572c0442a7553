package io.tocsin.app.report.page;

import java.util.List;

/** A part of a page. */
public sealed interface Block {
  /**
   * A heading.
   *
   * @param level 2 for a section, 3 for a part of it
   * @param id by which it can be linked to
   */
  record Heading(int level, String id, String text) implements Block {}

  /** Running text. */
  record Paragraph(List<Span> spans) implements Block {
    public Paragraph {
      spans = List.copyOf(spans);
    }

    public static Paragraph of(Span... spans) {
      return new Paragraph(List.of(spans));
    }

    public static Paragraph of(String text) {
      return of(Span.text(text));
    }
  }

  /** A list; numbered where the order matters. */
  record Bullets(boolean isNumbered, List<Paragraph> items) implements Block {
    public Bullets {
      items = List.copyOf(items);
    }
  }

  /** A column's title; numbers stand to the right, times in one line. */
  record Column(String title, Kind kind) {
    /** What is in it. */
    public enum Kind {
      TEXT,
      NUMBER,
      TIME
    }
  }

  /** A table whose rows each begin with what they are about. */
  record Table(String caption, List<Column> columns, List<List<Paragraph>> rows) implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** Lines as a machine wrote them. */
  record Lines(String label, List<String> lines) implements Block {
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  /** A few figures that stand out. */
  record Figures(List<Figure> all) implements Block {
    public Figures {
      all = List.copyOf(all);
    }

    /** A figure: {@code 71.8 %}, {@code of 4,570 log entries are errors}. */
    public record Figure(String value, String label, Tone tone) {}
  }

  /** How bad it is; never told by colour alone. */
  enum Tone {
    PLAIN,
    GOOD,
    WARNING,
    CRITICAL
  }

  /**
   * A drawing.
   *
   * @param svg trusted: made by this program, foreign text escaped
   * @param caption what it shows, in a sentence
   * @param inWords the same as text, line by line, for those who cannot see it, and for Markdown
   */
  record Picture(String svg, String caption, List<String> inWords) implements Block {
    public Picture {
      inWords = List.copyOf(inWords);
    }
  }
}
