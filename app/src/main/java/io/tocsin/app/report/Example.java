package io.tocsin.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.telemetry.LogLine;
import java.util.ArrayList;
import java.util.List;

/** An entry as people read it: of a structured one the message, line by line. */
final class Example {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_LINES = 14;
  private static final int LONGEST = 600;
  private static final List<String> MESSAGES = List.of("message", "msg", "textPayload", "log");

  private Example() {}

  static List<String> of(List<LogLine> entry) {
    String head = entry.get(0).line();
    List<String> lines =
        head.startsWith("{")
            ? structured(head)
            : entry.stream().limit(MOST_LINES).map(LogLine::line).toList();
    return lines.stream().limit(MOST_LINES).map(line -> Words.cut(line, LONGEST)).toList();
  }

  private static List<String> structured(String head) {
    try {
      JsonNode json = JSON.readTree(head);
      for (String name : MESSAGES) {
        String message = json.path(name).asText("");
        if (message.indexOf('\n') >= 0) {
          List<String> lines = new ArrayList<>();
          lines.add(json.path("severity").asText(json.path("level").asText("")));
          lines.removeIf(String::isEmpty);
          message.lines().forEach(lines::add);
          return lines;
        }
      }
    } catch (JsonProcessingException e) {
      return List.of(head); // half an object: as it is
    }
    return List.of(head);
  }
}
