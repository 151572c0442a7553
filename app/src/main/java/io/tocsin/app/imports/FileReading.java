package io.tocsin.app.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.telemetry.TelemetryFormatException;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one file: every line of it, or every entry of a JSON document, has an outcome. */
final class FileReading {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DOCUMENT = Pattern.compile("\\s*\\[\\s*[\\[{\\]][\\s\\S]*");
  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
  private static final Pattern INSPECTION = Pattern.compile("\"Id\"\\s*:\\s*\"[0-9a-f]{64}\"");

  private final Source source;
  private final Kinds kinds;
  private final TextLines text;
  private final Told told;

  /** Who is told what became of a line. */
  interface Told {
    void on(int line, Outcome outcome) throws IOException;
  }

  FileReading(Source source, Kinds kinds, TextLines text, Told told) {
    this.source = source;
    this.kinds = kinds;
    this.text = text;
    this.told = told;
  }

  /** In which order files are read: first those that say whose containers the others are of. */
  static int rank(String head) {
    if (INSPECTION.matcher(head).find() && head.contains("\"State\"")) {
      return 0;
    }
    return head.contains("\"timeNano\"") && head.contains("\"Action\"") ? 1 : 2;
  }

  void read() throws IOException {
    String head = FileText.head(source.path());
    try (Reader reader = FileText.open(source.path())) {
      if (reader == null) {
        told.on(1, new Outcome.Refused("no text: a binary file"));
      } else if (isDocument(head)) {
        new JsonDocument(reader, this::item, told).read();
      } else {
        lines(new Lines(reader));
      }
    }
  }

  /** An array, or an object that goes on in the next line. */
  private static boolean isDocument(String head) {
    String begin = head.stripLeading();
    if (begin.startsWith("{")) {
      int end = begin.indexOf('\n');
      return end > 0
          && parse(begin.substring(0, end)) == null
          && begin.startsWith("\"", 1 + blanks(begin));
    }
    return DOCUMENT.matcher(head).matches();
  }

  private static int blanks(String begin) {
    int count = 0;
    while (1 + count < begin.length() && Character.isWhitespace(begin.charAt(1 + count))) {
      count++;
    }
    return count;
  }

  private void lines(Lines lines) throws IOException {
    String line = lines.next();
    while (line != null) {
      int number = lines.number();
      if (lines.wasCut()) {
        told.on(number, new Outcome.Refused("longer than any line of a log: its end is left out"));
      }
      line(number, line);
      line = lines.next();
    }
  }

  private void line(int number, String line) throws IOException {
    String bare = line.indexOf('\u001b') < 0 ? line : ESCAPES.matcher(line).replaceAll("");
    if (bare.isBlank()) {
      told.on(number, new Outcome.Empty("an empty line"));
      return;
    }
    TextLines.Labelled labelled = text.label(bare.startsWith("{") ? bare : line);
    TimeText.Found time = text.time(labelled.text());
    String rest = time == null ? bare : labelled.text().substring(time.end()).strip();
    JsonNode json = time != null && time.isEngines() ? null : parse(rest);
    if (json != null) {
      if (time != null) {
        kinds.clock(time.at());
      }
      item(number, json, MissingNode.getInstance());
    } else if (time != null && rest.isEmpty() && !time.isEngines()) {
      kinds.clock(time.at());
      told.on(number, new Outcome.Empty("the time of what follows"));
    } else {
      told.on(number, text.read(labelled, time));
    }
  }

  private static @Nullable JsonNode parse(String line) {
    if (!line.startsWith("{")) {
      return null;
    }
    try {
      JsonNode json = JSON.readTree(line);
      return json.isObject() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Takes an object in, or what stands in its array. */
  private void item(int line, JsonNode item, JsonNode envelope) throws IOException {
    for (String name : List.of("events", "logEvents", "entries", "results")) {
      if (item.path(name).isArray() && !item.has("timestamp")) {
        for (JsonNode inner : item.path(name)) {
          item(line, inner, item);
        }
        return;
      }
    }
    told.on(line, read(item, new JsonKind.Place(source, envelope)));
  }

  private Outcome read(JsonNode item, JsonKind.Place place) {
    JsonKind kind = kinds.of(item);
    if (kind == null) {
      return new Outcome.Refused("JSON of no known kind: " + fields(item));
    }
    try {
      return kind.read(item, place);
    } catch (TelemetryFormatException | DateTimeException | IllegalArgumentException e) {
      return new Outcome.Refused("a field cannot be read: " + e.getMessage());
    }
  }

  private static String fields(JsonNode item) {
    StringBuilder names = new StringBuilder();
    item.fieldNames()
        .forEachRemaining(name -> names.append(names.isEmpty() ? "" : ", ").append(name));
    String all = names.isEmpty() ? "no fields" : "its fields are " + names;
    return all.length() <= 120 ? all : all.substring(0, 119) + "…";
  }
}
