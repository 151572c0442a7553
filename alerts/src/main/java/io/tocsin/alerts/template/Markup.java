package io.tocsin.alerts.template;

/** How a receiver's format writes text of others so that nothing in it takes effect. */
public interface Markup {
  /** Text that nothing needs to be done about: the format knows no markup. */
  Markup NONE = new Markup() {};

  /** HTML and XML. */
  Markup HTML =
      new Markup() {
        @Override
        public String prose(int c) {
          return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> Character.toString(c);
          };
        }
      };

  /** Changes a text before it is written: for what the format sees in more than one character. */
  default String tame(String text) {
    return text;
  }

  /** The same for a line of a block of code. */
  default String tameCode(String text) {
    return text;
  }

  /** What is written for a code point of a sentence. */
  default String prose(int c) {
    return Character.toString(c);
  }

  /** What is written for a code point within a block of code. */
  default String code(int c) {
    return prose(c);
  }

  /** What is written for an address of our own. */
  default String address(String url) {
    return url;
  }
}
