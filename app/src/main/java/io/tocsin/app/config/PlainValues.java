package io.tocsin.app.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node as plain maps, lists, texts, numbers and truth values. */
final class PlainValues {
  private PlainValues() {}

  static Object of(Node node, Lookup lookup, String path) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      mapping.entries().forEach((key, value) -> map.put(key, of(value, lookup, path + '.' + key)));
      return map;
    }
    if (node instanceof Node.Items items) {
      List<Object> list = new ArrayList<>();
      items.items().forEach(item -> list.add(of(item, lookup, path + '[' + list.size() + ']')));
      return list;
    }
    String text = lookup.text(node, path).orElse("");
    return node instanceof Node.Scalar scalar && scalar.isQuoted() ? text : typed(text);
  }

  /** The same without variables being replaced. */
  static Object asWritten(Node node) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      mapping.entries().forEach((key, value) -> map.put(key, asWritten(value)));
      return map;
    }
    if (node instanceof Node.Items items) {
      return items.items().stream().map(PlainValues::asWritten).toList();
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return scalar.isQuoted() ? scalar.text() : typed(scalar.text());
  }

  private static Object typed(String text) {
    if ("true".equals(text) || "false".equals(text)) {
      return Boolean.valueOf(text);
    }
    try {
      BigDecimal number = new BigDecimal(text.replace("_", ""));
      return number.scale() <= 0 ? (Object) number.longValueExact() : (Object) number.doubleValue();
    } catch (ArithmeticException | NumberFormatException e) {
      return text;
    }
  }
}
