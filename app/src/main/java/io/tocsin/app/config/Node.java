package io.tocsin.app.config;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document that knows its line. */
sealed interface Node {
  int line();

  /** For error messages: what kind of thing it is. */
  String kind();

  /** Text, a number, true, false or nothing, kept as it was written. */
  record Scalar(int line, String text, boolean isQuoted) implements Node {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A list. */
  record Items(int line, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, in the order of the file. */
  record Mapping(int line, Map<String, Node> entries) implements Node {
    static final Mapping EMPTY = new Mapping(0, Map.of());

    @Override
    public String kind() {
      return "a section of keys";
    }
  }
}
