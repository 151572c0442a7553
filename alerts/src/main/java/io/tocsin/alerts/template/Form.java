package io.tocsin.alerts.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a receiver's templates make.
 *
 * @param shipped the template that is used where people wrote none
 * @param markup how text of others is made harmless
 * @param syntax what kind of text the template makes
 * @param reader reads what the template made, and adds what no template may change
 * @param fits whether it keeps to the receiver's limits
 * @param title the longest title
 */
public record Form<T>(
    TemplateText shipped,
    Markup markup,
    Syntax syntax,
    Function<String, T> reader,
    Predicate<T> fits,
    int title) {
  /** A form of JSON. */
  public static Form<ObjectNode> json(
      TemplateText shipped, Markup markup, Predicate<ObjectNode> fits, int title) {
    return new Form<>(shipped, markup, Syntax.JSON, JsonText::read, fits, title);
  }

  /** A form of plain text. */
  public static Form<String> text(
      TemplateText shipped, Markup markup, Predicate<String> fits, int title) {
    return new Form<>(shipped, markup, Syntax.TEXT, text -> text, fits, title);
  }

  /** What kind of text a template makes. */
  public enum Syntax {
    TEXT,
    JSON
  }
}
