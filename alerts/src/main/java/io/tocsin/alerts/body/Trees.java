package io.tocsin.alerts.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes JSON trees in place. */
final class Trees {
  private Trees() {}

  /** Replaces each text below the node. */
  static void mapTexts(JsonNode node, UnaryOperator<String> change) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        object.set(field.getKey(), mapped(field.getValue(), change));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, mapped(array.get(i), change));
      }
    }
  }

  private static JsonNode mapped(JsonNode node, UnaryOperator<String> change) {
    if (node.isTextual()) {
      return TextNode.valueOf(change.apply(node.textValue()));
    }
    mapTexts(node, change);
    return node;
  }

  /** Shortens each array below the node to its last elements. */
  static void keepLast(JsonNode node, int count) {
    if (node instanceof ArrayNode array) {
      while (array.size() > count) {
        array.remove(0);
      }
    }
    node.forEach(child -> keepLast(child, count));
  }

  /** Shortens an array to its first elements; does nothing to other nodes. */
  static void keepFirst(JsonNode node, int count) {
    if (node instanceof ArrayNode array) {
      while (array.size() > count) {
        array.remove(array.size() - 1);
      }
    }
  }
}
