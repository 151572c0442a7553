package io.tocsin.streams.scenario;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills in what changes from one log line to the next. */
final class LineText {
  private static final Pattern HOLE =
      Pattern.compile("\\{(n|time|local|hex|number|[\\w./-]+(?:\\|[\\w./-]+)+)}");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);

  private final ZoneId zone;
  private final Random random;

  LineText(ZoneId zone, Random random) {
    this.zone = zone;
    this.random = random;
  }

  /** The text with its holes filled: {@code {n}}, {@code {time}}, {@code {GET|POST}}, … */
  String fill(String text, Turn turn) {
    if (text.indexOf('{') < 0) {
      return text;
    }
    Matcher hole = HOLE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (hole.find()) {
      hole.appendReplacement(filled, Matcher.quoteReplacement(value(hole.group(1), turn)));
    }
    return hole.appendTail(filled).toString();
  }

  private String value(String name, Turn turn) {
    return switch (name) {
      case "n" -> Integer.toString(turn.number());
      case "time" -> turn.at().truncatedTo(ChronoUnit.MILLIS).toString();
      case "local" -> local(turn.at());
      case "hex" -> String.format("%08x", random.nextInt());
      case "number" -> Integer.toString(random.nextInt(100_000));
      default -> choice(name.split("\\|"));
    };
  }

  private String local(Instant at) {
    return LOCAL.format(at.atZone(zone));
  }

  private String choice(String[] words) {
    return words[random.nextInt(words.length)];
  }
}
