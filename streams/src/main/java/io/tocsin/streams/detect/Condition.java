package io.tocsin.streams.detect;

/** A comparison with a number, as people write it: {@code > 3}, {@code <= 0.5}, {@code = 0}. */
public record Condition(String sign, double number) {

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Condition parse(String text) {
    int end = 0;
    while (end < text.length() && "<>=!".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    String sign = text.substring(0, end);
    Condition condition = new Condition(sign, Double.parseDouble(text.substring(end).strip()));
    condition.holds(0);
    return condition;
  }

  /** The text itself, if it is a condition or empty. */
  static String checked(String text) {
    if (!text.isEmpty()) {
      parse(text);
    }
    return text;
  }

  /** Whether a value meets it. */
  public boolean holds(double value) {
    return switch (sign) {
      case ">" -> value > number;
      case ">=" -> value >= number;
      case "<" -> value < number;
      case "<=" -> value <= number;
      case "=", "==" -> value == number;
      case "!=" -> value != number;
      default -> throw new IllegalArgumentException("no sign such as > or <= before the number");
    };
  }
}
