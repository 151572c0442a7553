package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.telemetry.LogLine.Stream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line that a program wrote as a JSON object with a time in it; it stays as it is. */
final class StructuredLine implements JsonKind {
  private static final List<String> TIMES =
      List.of("time", "timestamp", "@timestamp", "ts", "@t", "datetime", "date", "asctime", "t");

  /** Above, a number of seconds would lie beyond the year 5000. */
  private static final double MOST_SECONDS = 1e11;

  private final Containers containers;
  private final Writing writing;
  private final ZoneId zone;

  StructuredLine(Containers containers, Writing writing, ZoneId zone) {
    this.containers = containers;
    this.writing = writing;
    this.zone = zone;
  }

  @Override
  public boolean fits(JsonNode item) {
    return item.isObject() && TIMES.stream().anyMatch(item::has);
  }

  @Override
  public Outcome read(JsonNode item, Place around) {
    TimeText text = new TimeText(zone, around.source().modified());
    for (String name : TIMES) {
      Instant at = item.has(name) ? time(item.path(name), text) : null;
      if (at != null) {
        return Outcome.Kept.of(
            "JSON log",
            writing.line(
                containers.named(around.source().name()), at, Stream.STDOUT, item.toString()));
      }
    }
    return new Outcome.Refused("a JSON object whose time cannot be read");
  }

  private static @Nullable Instant time(JsonNode value, TimeText text) {
    if (value.isObject() && value.has("$date")) { // MongoDB
      return time(value.path("$date"), text);
    }
    if (value.isNumber()) {
      double number = value.asDouble();
      double seconds = number;
      while (seconds > MOST_SECONDS) {
        seconds /= 1000; // milliseconds, microseconds, nanoseconds
      }
      return number <= 0 ? null : Instant.ofEpochMilli(Math.round(seconds * 1000));
    }
    TimeText.Found found = text.find(value.asText());
    return found == null ? null : found.at();
  }
}
