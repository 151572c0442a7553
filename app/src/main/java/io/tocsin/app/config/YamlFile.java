package io.tocsin.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a YAML document with the lines of its parts. */
final class YamlFile {
  private final String name;
  private final Consumer<Problem> problems;

  YamlFile(String name, Consumer<Problem> problems) {
    this.name = name;
    this.problems = problems;
  }

  static Node.Mapping read(Path file, Consumer<Problem> problems) {
    try {
      return new YamlFile(file.toString(), problems).parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      problems.accept(new Problem(file.toString(), "the file", "is not there", "Check the path"));
    } catch (IOException e) {
      problems.accept(
          new Problem(file.toString(), "the file", "cannot be read: " + e, "Is it UTF-8 text?"));
    }
    return Node.Mapping.EMPTY;
  }

  Node.Mapping parse(String text) throws IOException {
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        return Node.Mapping.EMPTY;
      }
      if (node(parser, "") instanceof Node.Mapping mapping) {
        return mapping;
      }
      problems.accept(new Problem(name + ":1", "the file", "is no section of keys", "See docs"));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String what = e.getOriginalMessage().lines().findFirst().orElse("");
      problems.accept(new Problem(name + ":" + line, "the file", "is no YAML: " + what, ""));
    }
    return Node.Mapping.EMPTY;
  }

  private Node node(JsonParser parser, String path) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> new Node.Mapping(line, entries(parser, path));
      case START_ARRAY -> new Node.Items(line, items(parser, path));
      case VALUE_NULL -> new Node.Scalar(line, "", false);
      case VALUE_STRING -> new Node.Scalar(line, parser.getText(), true);
      default -> new Node.Scalar(line, parser.getText(), false);
    };
  }

  private Map<String, Node> entries(JsonParser parser, String path) throws IOException {
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      String inner = path.isEmpty() ? key : path + '.' + key;
      parser.nextToken();
      if (entries.put(key, node(parser, inner)) != null) {
        problems.accept(
            new Problem(name + ":" + line, inner, "is there twice", "Keep one of the two"));
      }
    }
    return entries;
  }

  private List<Node> items(JsonParser parser, String path) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, path + '[' + items.size() + ']'));
    }
    return items;
  }
}
