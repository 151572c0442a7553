package io.tocsin.app.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.archive.ArchiveRecord.Place;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A record as a line of JSON: {@code {"topic": …, "partition": …, "offset": …, "timestamp": …,
 * "key": …, "value": …}}, with the value's own JSON byte for byte. A value that is no JSON object
 * on one line is kept as {@code "raw"} in Base64.
 */
final class RecordLine {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectMapper JSON = Wire.mapper();

  private RecordLine() {}

  static void write(ArchiveRecord entry, LineBuffer out) {
    Place place = entry.place();
    out.put("{\"topic\":\"").put(escaped(entry.topic())).put('"');
    out.put(",\"partition\":").put(Integer.toString(place.partition()));
    if (place.offset() != ArchiveRecord.NO_OFFSET) {
      out.put(",\"offset\":").put(Long.toString(place.offset()));
    }
    out.put(",\"timestamp\":").put(Long.toString(place.timestamp()));
    if (entry.key() != null) {
      out.put(",\"key\":\"").put(escaped(entry.key())).put('"');
    }
    if (isPlain(entry.value())) {
      out.put(",\"value\":").put(entry.value());
    } else {
      out.put(",\"raw\":\"").put(Base64.getEncoder().encode(entry.value())).put('"');
    }
    out.put('}').put('\n');
  }

  private static byte[] escaped(String text) {
    return JsonStringEncoder.getInstance().quoteAsUTF8(text);
  }

  /** Whether it is one object of JSON without a line break. */
  private static boolean isPlain(byte[] value) {
    if (value.length < 2 || value[0] != '{' || value[value.length - 1] != '}') {
      return false;
    }
    for (byte each : value) {
      if (each >= 0 && each < ' ') {
        return false;
      }
    }
    try (JsonParser parser = FACTORY.createParser(value)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          parser.finishToken();
        } else if (parser.currentToken() == JsonToken.END_OBJECT
            && parser.getParsingContext().inRoot()
            && parser.currentTokenLocation().getByteOffset() != value.length - 1) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads one, without its line break; null if it is none. */
  static @Nullable ArchiveRecord read(byte[] bytes, int from, int to, Names names) {
    ArchiveRecord quick = new RecordScan(bytes, from, to, names).read();
    return quick == null ? parse(bytes, from, to) : quick;
  }

  private static @Nullable ArchiveRecord parse(byte[] bytes, int from, int to) {
    try {
      JsonNode tree = JSON.readTree(bytes, from, to - from);
      JsonNode value = tree.path("value");
      if (!tree.path("topic").isTextual() || !(value.isObject() || tree.path("raw").isTextual())) {
        return null;
      }
      Place place =
          new Place(
              tree.path("partition").asInt(),
              tree.path("offset").asLong(ArchiveRecord.NO_OFFSET),
              tree.path("timestamp").asLong());
      return new ArchiveRecord(
          tree.path("topic").asText(),
          place,
          tree.hasNonNull("key") ? tree.get("key").asText() : null,
          value.isObject() ? JSON.writeValueAsBytes(value) : tree.get("raw").binaryValue());
    } catch (IOException e) {
      return null;
    }
  }
}
