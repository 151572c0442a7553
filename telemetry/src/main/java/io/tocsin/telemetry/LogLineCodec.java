package io.tocsin.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@link LogLine}, token by token: data binding would cost more than all that is done
 * with a line afterwards. The output is the same as data binding's but for the order of fields.
 */
final class LogLineCodec {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final byte[] HEAD =
      ("{\"schema\":\"" + LogLine.SCHEMA + "\"").getBytes(StandardCharsets.UTF_8);

  private LogLineCodec() {}

  static byte[] write(LogLine line) {
    ByteArrayBuilder out = new ByteArrayBuilder(256 + line.line().length());
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", LogLine.SCHEMA);
      json.writeStringField("at", Timestamps.format(line.at()));
      json.writeStringField("host", line.subject().host());
      json.writeStringField("stack", line.subject().stack());
      json.writeStringField("service", line.subject().service());
      json.writeStringField("container", line.container());
      json.writeStringField("containerId", line.containerId());
      json.writeStringField("stream", line.stream().wireName());
      json.writeStringField("line", line.line());
      if (line.truncated()) {
        json.writeBooleanField("truncated", true);
      }
      if (line.overrides() != null && !line.overrides().isEmpty()) {
        writeOverrides(json, line.overrides());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  private static void writeOverrides(JsonGenerator json, Map<String, String> overrides)
      throws IOException {
    json.writeObjectFieldStart("overrides");
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      json.writeStringField(override.getKey(), override.getValue());
    }
    json.writeEndObject();
  }

  /** The line, or null if the value does not begin as this writer begins a log line. */
  static @Nullable LogLine tryRead(byte[] json) {
    if (json.length < HEAD.length || !Arrays.equals(json, 0, HEAD.length, HEAD, 0, HEAD.length)) {
      return null;
    }
    LogLine scanned = LogLineScanner.scan(json);
    return scanned != null ? scanned : parse(json);
  }

  /** Reads the fields in whatever order and form they come. */
  static LogLine parse(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return new Fields().read(parser);
    } catch (IOException e) {
      throw new TelemetryFormatException("not a readable log line: " + e.getMessage(), e);
    }
  }

  /** The fields as they come, in whatever order. */
  private static final class Fields {
    private @Nullable Instant at;
    private @Nullable String host;
    private @Nullable String stack;
    private @Nullable String service;
    private @Nullable String container;
    private @Nullable String containerId;
    private @Nullable String line;
    private LogLine.Stream stream = LogLine.Stream.STDOUT;
    private boolean truncated;
    private @Nullable Map<String, String> overrides;

    LogLine read(JsonParser parser) throws IOException {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
          readNested(name, parser);
        } else {
          readScalar(name, parser);
        }
      }
      return new LogLine(
          required("at", at),
          new Subject(
              required("host", host), required("stack", stack), required("service", service)),
          required("container", container),
          required("containerId", containerId),
          stream,
          required("line", line),
          truncated,
          overrides);
    }

    private void readScalar(String name, JsonParser parser) throws IOException {
      switch (name) {
        case "at" -> at = Timestamps.parse(parser.getText());
        case "host" -> host = parser.getText();
        case "stack" -> stack = parser.getText();
        case "service" -> service = parser.getText();
        case "container" -> container = parser.getText();
        case "containerId" -> containerId = parser.getText();
        case "stream" -> stream = stream(parser.getText());
        case "line" -> line = parser.getText();
        case "truncated" -> truncated = parser.getBooleanValue();
        default -> {}
      }
    }

    private void readNested(String name, JsonParser parser) throws IOException {
      if (!name.equals("overrides") || parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      Map<String, String> read = new LinkedHashMap<>();
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        read.put(key, parser.nextTextValue());
      }
      overrides = read;
    }

    private static LogLine.Stream stream(String name) {
      return name.equals("stderr") ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT;
    }

    private static <T> T required(String name, @Nullable T value) {
      if (value == null) {
        throw new TelemetryFormatException("a log line lacks the field " + name);
      }
      return value;
    }
  }
}
