package io.tocsin.streams.detect;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * A value that people may set, in the rules file or in a container label.
 *
 * @param name as it is written, such as {@code window}
 * @param standard the value where nobody set one, of the class that {@link Type} names
 * @param doc one sentence for people
 */
public record Parameter(String name, Type type, Object standard, String doc) {

  /** What a value is, and how it is read from text. */
  public enum Type {
    DURATION("10m"),
    COUNT("3"),
    /** A share or a probability, between 0 and 1. */
    RATIO("85%"),
    BYTES("512MiB"),
    SEVERITY("info, warning or critical"),
    BOOLEAN("true or false"),
    TEXT("count"),
    /** A regular expression; empty for none. */
    PATTERN("(\\d+)/(\\d+) fixes applied"),
    /** A comparison with a number; empty for none. */
    CONDITION("> 3");

    private final String example;

    Type(String example) {
      this.example = example;
    }

    /** How such a value is written. */
    public String example() {
      return example;
    }

    Object parse(String text) {
      return switch (this) {
        case DURATION -> positive(Durations.parse(text));
        case COUNT -> count(text);
        case RATIO -> ratio(text);
        case BYTES -> Bytes.parse(text);
        case SEVERITY -> Severity.valueOf(text.toUpperCase(Locale.ROOT));
        case BOOLEAN -> bool(text);
        case TEXT -> text;
        case PATTERN -> LinePattern.checked(text);
        case CONDITION -> Condition.checked(text);
      };
    }

    private static Duration positive(Duration duration) {
      if (duration.isZero() || duration.isNegative() || duration.toDays() > 366) {
        throw new IllegalArgumentException("out of range");
      }
      return duration;
    }

    private static Integer count(String text) {
      int count = Integer.parseInt(text);
      if (count < 1 || count > 1_000_000) {
        throw new IllegalArgumentException("out of range");
      }
      return count;
    }

    private static Double ratio(String text) {
      double ratio =
          text.endsWith("%")
              ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
              : Double.parseDouble(text);
      if (!(ratio > 0 && ratio <= 1)) {
        throw new IllegalArgumentException("out of range");
      }
      return ratio;
    }

    private static Boolean bool(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on" -> true;
        case "false", "no", "off" -> false;
        default -> throw new IllegalArgumentException("neither true nor false");
      };
    }
  }

  public static Parameter duration(String name, Duration standard, String doc) {
    return new Parameter(name, Type.DURATION, standard, doc);
  }

  public static Parameter count(String name, int standard, String doc) {
    return new Parameter(name, Type.COUNT, standard, doc);
  }

  public static Parameter ratio(String name, double standard, String doc) {
    return new Parameter(name, Type.RATIO, standard, doc);
  }

  public static Parameter bytes(String name, Bytes standard, String doc) {
    return new Parameter(name, Type.BYTES, standard, doc);
  }

  public static Parameter severity(String name, Severity standard, String doc) {
    return new Parameter(name, Type.SEVERITY, standard, doc);
  }

  public static Parameter flag(String name, boolean standard, String doc) {
    return new Parameter(name, Type.BOOLEAN, standard, doc);
  }

  public static Parameter text(String name, Type type, String standard, String doc) {
    return new Parameter(name, type, standard, doc);
  }

  /**
   * Reads a value as people write it.
   *
   * @throws IllegalArgumentException whose message says what would have been right
   */
  public Object parse(Object written) {
    try {
      return type.parse(String.valueOf(written).strip());
    } catch (IllegalArgumentException e) {
      String wanted = type.name().toLowerCase(Locale.ROOT) + ", such as " + type.example();
      throw new IllegalArgumentException("not a usable " + wanted + ": " + written, e);
    }
  }

  /** A value as it would be written in a rules file. */
  public String format(Object value) {
    if (value instanceof Duration duration) {
      return Durations.write(duration);
    }
    if (type == Type.RATIO && value instanceof Double ratio) {
      return ratio < 0.001 ? ratio.toString() : percent(ratio);
    }
    if (value instanceof Bytes bytes) {
      return bytes.toString().replace(" ", "");
    }
    return value instanceof Severity severity ? severity.wireName() : String.valueOf(value);
  }

  private static String percent(double ratio) {
    return BigDecimal.valueOf(ratio).movePointRight(2).stripTrailingZeros().toPlainString() + '%';
  }
}
