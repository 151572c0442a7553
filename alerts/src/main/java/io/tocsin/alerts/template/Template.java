package io.tocsin.alerts.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Map;

/**
 * A compiled template. Every value is written harmless, in double and in triple braces alike, and
 * quoted for JSON where JSON is made; a name that does not exist is an error.
 */
final class Template {
  private static final int FOREIGN_LIMIT = 1_000;

  private final com.samskivert.mustache.Template compiled;

  private Template(com.samskivert.mustache.Template compiled) {
    this.compiled = compiled;
  }

  static Template compile(TemplateText text, Form<?> form) {
    try {
      return new Template(
          Mustache.compiler()
              .escapeHTML(false)
              .emptyStringIsFalse(true)
              .strictSections(true)
              .withFormatter(value -> written(value, form))
              .compile(text.text()));
    } catch (MustacheException | UnsupportedOperationException e) {
      throw new TemplateException(text.name() + ": " + e.getMessage(), e);
    }
  }

  String render(Map<String, Object> view, String name) {
    try {
      return compiled.execute(view);
    } catch (MustacheException | UnsupportedOperationException e) {
      throw new TemplateException(name + ": " + e.getMessage(), e);
    }
  }

  private static String written(Object value, Form<?> form) {
    Piece piece =
        value instanceof Piece known ? known : Piece.prose(String.valueOf(value), FOREIGN_LIMIT);
    String text = piece.written(form.markup());
    return form.syntax() == Form.Syntax.JSON
        ? new String(JsonStringEncoder.getInstance().quoteAsString(text))
        : text;
  }
}
