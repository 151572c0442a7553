package io.tocsin.app.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.app.report.page.Block.Bullets;
import io.tocsin.app.report.page.Block.Figures;
import io.tocsin.app.report.page.Block.Heading;
import io.tocsin.app.report.page.Block.Lines;
import io.tocsin.app.report.page.Block.Paragraph;
import io.tocsin.app.report.page.Block.Picture;
import io.tocsin.app.report.page.Block.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A page as one HTML file: no script, no network, its style within. */
public final class HtmlWriter {
  private final StringBuilder out = new StringBuilder();

  private HtmlWriter() {}

  public static String write(Page page) {
    HtmlWriter writer = new HtmlWriter();
    writer.head(page);
    writer.contents(page.blocks());
    writer.out.append("<main id=\"report\">\n");
    writer.sections(page.blocks());
    writer.out.append("</main>\n<footer>").append(text(page.footer())).append("</footer>\n");
    return writer.out.append("</div></body></html>\n").toString();
  }

  private void head(Page page) {
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .append(text(page.title()))
        .append("</title>\n<style>\n")
        .append(style())
        .append(
            "</style></head>\n<body><a class=\"skip\" href=\"#report\">Skip to the report</a>\n")
        .append("<div class=\"page\"><header><p class=\"kicker\">")
        .append(text(page.kicker()))
        .append("</p><h1>")
        .append(text(page.title()))
        .append("</h1></header>\n");
  }

  private void contents(List<Block> blocks) {
    out.append("<nav aria-label=\"Contents\"><ul>");
    for (Block block : blocks) {
      if (block instanceof Heading heading && heading.level() == 2) {
        out.append("<li><a href=\"#")
            .append(heading.id())
            .append("\">")
            .append(text(heading.text()))
            .append("</a></li>");
      }
    }
    out.append("</ul></nav>\n");
  }

  private void sections(List<Block> blocks) {
    boolean isOpen = false;
    for (Block block : blocks) {
      if (block instanceof Heading heading && heading.level() == 2) {
        out.append(isOpen ? "</section>\n" : "");
        out.append("<section aria-labelledby=\"").append(heading.id()).append("\">\n");
        isOpen = true;
      }
      block(block);
    }
    out.append(isOpen ? "</section>\n" : "");
  }

  private void block(Block block) {
    if (block instanceof Heading heading) {
      String name = "h" + heading.level();
      out.append(
          "<%s id=\"%s\">%s</%s>\n".formatted(name, heading.id(), text(heading.text()), name));
    } else if (block instanceof Paragraph paragraph) {
      out.append("<p>").append(spans(paragraph)).append("</p>\n");
    } else if (block instanceof Bullets bullets) {
      String name = bullets.isNumbered() ? "ol" : "ul";
      out.append('<').append(name).append(">\n");
      bullets.items().forEach(i -> out.append("<li>").append(spans(i)).append("</li>\n"));
      out.append("</").append(name).append(">\n");
    } else if (block instanceof Table table) {
      table(table);
    } else if (block instanceof Lines lines) {
      lines(lines);
    } else if (block instanceof Figures figures) {
      figures(figures);
    } else if (block instanceof Picture picture) {
      picture(picture);
    }
  }

  /** A wide table is scrolled by itself, with the keyboard too. */
  private void table(Table table) {
    out.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(text(table.caption()))
        .append("\"><table><caption>")
        .append(text(table.caption()))
        .append("</caption>\n<thead><tr>");
    table
        .columns()
        .forEach(
            column ->
                out.append("<th scope=\"col\"")
                    .append(kind(column))
                    .append(text(column.title()))
                    .append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(row -> row(table, row));
    out.append("</tbody></table></div>\n");
  }

  private void row(Table table, List<Paragraph> row) {
    out.append("<tr>");
    for (int i = 0; i < row.size(); i++) {
      String name = i == 0 ? "th" : "td";
      out.append('<').append(name).append(i == 0 ? " scope=\"row\"" : "");
      out.append(kind(table.columns().get(i)));
      out.append(spans(row.get(i))).append("</").append(name).append('>');
    }
    out.append("</tr>\n");
  }

  private static String kind(Block.Column column) {
    return switch (column.kind()) {
      case NUMBER -> " class=\"n\">";
      case TIME -> " class=\"t\">";
      case TEXT -> ">";
    };
  }

  private void lines(Lines lines) {
    out.append("<figure class=\"lines\"><figcaption>")
        .append(text(lines.label()))
        .append("</figcaption><pre tabindex=\"0\">");
    out.append(
        lines.lines().stream()
            .map(line -> Harmless.html(Harmless.quoted(line)))
            .collect(Collectors.joining("\n")));
    out.append("</pre></figure>\n");
  }

  private void figures(Figures figures) {
    out.append("<dl class=\"figures\">\n");
    for (Figures.Figure each : figures.all()) {
      out.append("<div class=\"")
          .append(each.tone().name().toLowerCase(Locale.ROOT))
          .append("\"><dt>")
          .append(text(each.label()))
          .append("</dt><dd>")
          .append(text(each.value()))
          .append("</dd></div>\n");
    }
    out.append("</dl>\n");
  }

  private void picture(Picture picture) {
    out.append("<figure class=\"picture\"><div class=\"scroll\" role=\"region\" tabindex=\"0\"")
        .append(" aria-label=\"")
        .append(text(picture.caption()))
        .append("\">")
        .append(picture.svg())
        .append("</div><figcaption>")
        .append(text(picture.caption()))
        .append("</figcaption>\n<details><summary>The same in words</summary><pre>")
        .append(
            picture.inWords().stream()
                .map(line -> Harmless.html(Harmless.quoted(line)))
                .collect(Collectors.joining("\n")))
        .append("</pre></details></figure>\n");
  }

  private static String spans(Paragraph paragraph) {
    return paragraph.spans().stream().map(HtmlWriter::span).collect(Collectors.joining());
  }

  private static String span(Span span) {
    if (span instanceof Span.Strong strong) {
      return "<strong>" + text(strong.text()) + "</strong>";
    }
    if (span instanceof Span.Quoted quoted) {
      return "<code>" + text(quoted.text()) + "</code>";
    }
    if (span instanceof Span.Link link) {
      return "<a href=\"" + link.target() + "\">" + text(link.text()) + "</a>";
    }
    String plain = ((Span.Plain) span).text();
    String before = plain.startsWith(" ") ? " " : "";
    return before + text(plain) + (plain.endsWith(" ") && !plain.isBlank() ? " " : "");
  }

  private static String text(String foreign) {
    return Harmless.html(Harmless.line(foreign));
  }

  private static String style() {
    try (InputStream style = HtmlWriter.class.getResourceAsStream("report.css")) {
      if (style == null) {
        throw new IllegalStateException("report.css is missing from this build");
      }
      return new String(style.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
