package io.tocsin.alerts.template;

import io.tocsin.alerts.receiver.Cut;
import java.util.function.IntFunction;

/**
 * A text within a view, and how it may be written.
 *
 * @param limit the longest that it may be as it is written
 */
record Piece(String text, int limit, Kind kind) {
  static Piece prose(String text, int limit) {
    return new Piece(text, limit, Kind.PROSE);
  }

  static Piece code(String text, int limit) {
    return new Piece(text, limit, Kind.CODE);
  }

  /** An address is never cut: half of one leads elsewhere. */
  static Piece address(String url) {
    return new Piece(url, Integer.MAX_VALUE, Kind.ADDRESS);
  }

  String written(Markup markup) {
    return switch (kind) {
      case PROSE -> cut(markup.tame(text), markup::prose);
      case CODE -> cut(markup.tameCode(text), markup::code);
      case ADDRESS -> markup.address(text);
    };
  }

  private String cut(String tame, IntFunction<String> escape) {
    return Cut.to(limit, tame, escape);
  }

  /** Where it may stand. */
  enum Kind {
    PROSE,
    CODE,
    ADDRESS
  }

  /** For sections: an empty text is none. */
  @Override
  public String toString() {
    return text;
  }
}
