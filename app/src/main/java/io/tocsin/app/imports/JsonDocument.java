package io.tocsin.app.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.Reader;

/** A file that is one JSON value, or several: read an entry at a time. */
final class JsonDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Reader reader;
  private final Items items;
  private final FileReading.Told told;

  /** Who takes the entries. */
  interface Items {
    void on(int line, JsonNode item, JsonNode envelope) throws IOException;
  }

  JsonDocument(Reader reader, Items items, FileReading.Told told) {
    this.reader = reader;
    this.items = items;
    this.told = told;
  }

  void read() throws IOException {
    try (JsonParser parser = JSON.createParser(reader)) {
      int line = 1;
      try {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          line = parser.currentTokenLocation().getLineNr();
          if (token == JsonToken.START_OBJECT || token.isScalarValue()) {
            value(line, parser);
          } else if (token == JsonToken.START_ARRAY
              && !parser.getParsingContext().getParent().inRoot()) {
            value(line, parser);
          }
        }
      } catch (JsonProcessingException e) {
        long broken = e.getLocation() == null ? line : e.getLocation().getLineNr();
        told.on(
            line,
            new Outcome.Refused(
                "the JSON is broken in line %d (%s): what stands from here on is lost"
                    .formatted(broken, e.getOriginalMessage())));
      }
    }
  }

  private void value(int line, JsonParser parser) throws IOException {
    JsonNode value = JSON.readTree(parser);
    items.on(line, value, MissingNode.getInstance());
  }
}
