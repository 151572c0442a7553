package io.tocsin.telemetry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory or storage, in bytes; a plain number in JSON. */
public record Bytes(@JsonValue long value) implements Comparable<Bytes> {
  private static final Pattern SIZE =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgt]i?b?|b)?", Pattern.CASE_INSENSITIVE);
  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "b", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);
  private static final String[] NAMES = {"B", "KiB", "MiB", "GiB", "TiB"};

  @JsonCreator
  public Bytes {
    if (value < 0) {
      throw new IllegalArgumentException("a size cannot be negative: " + value);
    }
  }

  /**
   * Reads {@code 512MiB}, {@code 1.5g}, {@code 4096}. As with Docker, k, m, g and t are powers of
   * 1,024, whether written {@code k}, {@code kb} or {@code KiB}.
   *
   * @throws IllegalArgumentException if the text is no size
   */
  public static Bytes parse(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size (512MiB, 1g, 4096): " + text);
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
    long factor = UNITS.getOrDefault(unit.isEmpty() ? "" : unit.substring(0, 1), 1L);
    return new Bytes((long) (Double.parseDouble(matcher.group(1)) * factor));
  }

  @Override
  public int compareTo(Bytes other) {
    return Long.compare(value, other.value);
  }

  /** For people: {@code 512 MiB}. */
  @Override
  public String toString() {
    double amount = value;
    int unit = 0;
    while (amount >= 1024 && unit < NAMES.length - 1) {
      amount /= 1024;
      unit++;
    }
    String digits =
        amount >= 100 || amount == Math.rint(amount)
            ? String.format(Locale.ROOT, "%.0f", amount)
            : String.format(Locale.ROOT, "%.1f", amount);
    return digits + " " + NAMES[unit];
  }
}
