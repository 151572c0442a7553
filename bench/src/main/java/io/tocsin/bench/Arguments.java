package io.tocsin.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code --name value} pairs, and what stands without a name. */
public final class Arguments {
  private final Map<String, String> named = new LinkedHashMap<>();
  private final List<String> others = new ArrayList<>();

  public Arguments(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        others.add(word);
      } else if (i + 1 < words.size()) {
        named.put(word.substring(2), words.get(++i));
      } else {
        throw new IllegalArgumentException(word + " needs a value");
      }
    }
  }

  public int number(String name, int otherwise) {
    String value = named.get(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " wants a number, not " + value, e);
    }
  }

  public String text(String name, String otherwise) {
    return named.getOrDefault(name, otherwise);
  }

  public List<String> others() {
    return List.copyOf(others);
  }

  /** Refuses names that the benchmark does not know. */
  public void allow(Set<String> known) {
    for (String name : named.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("unknown option --" + name);
      }
    }
  }
}
