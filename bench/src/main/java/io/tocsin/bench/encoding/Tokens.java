package io.tocsin.bench.encoding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON by tokens, with other names, another form of the time, or several lines in a record. Each
 * field of a line stands at its place in {@code names}: schema, at, host, stack, service,
 * container, containerId, stream, line.
 */
final class Tokens implements Encoding {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final long SECOND = 1_000_000_000L;

  private final String name;
  private final List<String> names;
  private final boolean epochNanos;
  private final int lines;

  private Tokens(String name, List<String> names, boolean epochNanos, int lines) {
    this.name = name;
    this.names = names;
    this.epochNanos = epochNanos;
    this.lines = lines;
  }

  private static final List<String> FULL =
      List.of(
          "schema", "at", "host", "stack", "service", "container", "containerId", "stream", "line");
  private static final List<String> SHORT = List.of("v", "t", "h", "k", "s", "c", "i", "o", "l");

  static Encoding shortNames() {
    return new Tokens("json, one-letter names, by tokens", SHORT, false, 1);
  }

  static Encoding epochNanos() {
    return new Tokens("json, full names, time in nanoseconds", FULL, true, 1);
  }

  static Encoding batches(int lines) {
    return new Tokens("json, " + lines + " lines in a record", FULL, false, lines);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int linesInRecord() {
    return lines;
  }

  @Override
  public Encoded write(List<LogLine> batch) throws IOException {
    ByteArrayBuilder out = new ByteArrayBuilder(512 * batch.size());
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      writeSource(json, batch.get(0));
      if (lines > 1) {
        json.writeArrayFieldStart("lines");
        for (LogLine line : batch) {
          json.writeStartObject();
          writeLine(json, line);
          json.writeEndObject();
        }
        json.writeEndArray();
      } else {
        writeLine(json, batch.get(0));
      }
      json.writeEndObject();
    }
    return Encoded.of(out.toByteArray());
  }

  private void writeSource(JsonGenerator json, LogLine line) throws IOException {
    json.writeStringField(names.get(0), LogLine.SCHEMA);
    json.writeStringField(names.get(2), line.subject().host());
    json.writeStringField(names.get(3), line.subject().stack());
    json.writeStringField(names.get(4), line.subject().service());
    json.writeStringField(names.get(5), line.container());
    json.writeStringField(names.get(6), line.containerId());
  }

  private void writeLine(JsonGenerator json, LogLine line) throws IOException {
    if (epochNanos) {
      Instant at = line.at();
      long nanos = at.getEpochSecond() * SECOND + at.getNano();
      json.writeNumberField(names.get(1), nanos);
    } else {
      json.writeStringField(names.get(1), Timestamps.format(line.at()));
    }
    json.writeStringField(names.get(7), line.stream().wireName());
    json.writeStringField(names.get(8), line.line());
  }

  @Override
  public List<LogLine> read(Encoded record) throws IOException {
    List<LogLine> read = new ArrayList<>(lines);
    try (JsonParser parser = FACTORY.createParser(record.value())) {
      Fields fields = new Fields();
      parser.nextToken();
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        parser.nextToken();
        if (field.equals("lines")) {
          readLines(parser, fields, read);
        } else {
          fields.read(names.indexOf(field), parser);
        }
      }
      if (lines == 1) {
        read.add(fields.line());
      }
    }
    return read;
  }

  private void readLines(JsonParser parser, Fields fields, List<LogLine> read) throws IOException {
    while (parser.nextToken() == com.fasterxml.jackson.core.JsonToken.START_OBJECT) {
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        parser.nextToken();
        fields.read(names.indexOf(field), parser);
      }
      read.add(fields.line());
    }
  }

  private final class Fields {
    private final String[] texts = new String[9];
    private Instant at = Instant.EPOCH;

    void read(int place, JsonParser parser) throws IOException {
      if (place != 1) {
        texts[Math.max(0, place)] = parser.getText();
      } else if (epochNanos) {
        long nanos = parser.getLongValue();
        at = Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
      } else {
        at = Timestamps.parse(parser.getText());
      }
    }

    LogLine line() {
      return new LogLine(
          at,
          new Subject(texts[2], texts[3], texts[4]),
          texts[5],
          texts[6],
          texts[7].equals("stderr") ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT,
          texts[8],
          false,
          null);
    }
  }
}
