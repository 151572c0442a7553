package io.tocsin.app.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of one entry of a list. */
record Section(Lookup lookup, Node.Mapping entry, String path) {
  Optional<String> text(String key) {
    Node node = entry.entries().get(key);
    return node == null
        ? Optional.empty()
        : lookup.text(node, path + '.' + key).filter(text -> !text.isBlank());
  }

  /** One value or a list of them. */
  List<String> texts(String key) {
    Node node = entry.entries().get(key);
    if (node instanceof Node.Items items) {
      return lookup.texts(items, path + '.' + key);
    }
    return text(key).map(List::of).orElse(List.of());
  }

  /** What the reading makes of it; the reading says what to write instead. */
  <T> Optional<T> value(String key, Function<String, T> reading) {
    return text(key).flatMap(text -> parsed(key, text, reading));
  }

  <T> Optional<T> required(String key, Function<String, T> reading, String mend) {
    if (!entry.entries().containsKey(key)) {
      lookup.problem(entry, path + '.' + key, "is missing", mend);
    }
    return value(key, reading);
  }

  /** All values of a key, as far as they can be read. */
  <T> List<T> values(String key, Function<String, T> reading) {
    return texts(key).stream().flatMap(text -> parsed(key, text, reading).stream()).toList();
  }

  void problem(String key, String what, String mend) {
    lookup.problem(entry.entries().getOrDefault(key, entry), path + '.' + key, what, mend);
  }

  private <T> Optional<T> parsed(String key, String text, Function<String, T> reading) {
    try {
      return Optional.of(reading.apply(text));
    } catch (IllegalArgumentException e) {
      problem(key, "\"" + text + "\" does not fit", "Write " + e.getMessage());
      return Optional.empty();
    }
  }
}
