package io.tocsin.streams.scenario;

import io.tocsin.streams.scenario.ScenarioReader.Mistake;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A scenario as it is written, and all that is wrong with it. */
final class Page {
  private final String name;
  private final Map<String, Object> tree;
  private final List<Mistake> mistakes = new ArrayList<>();

  Page(String name, Object written) {
    this.name = name;
    tree = section(List.of(), written);
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  Map<String, Object> tree() {
    return tree;
  }

  boolean has(String key) {
    return tree.containsKey(key);
  }

  void mistake(List<String> at, int line, String message) {
    List<String> path = new ArrayList<>();
    path.add(name);
    path.addAll(at);
    mistakes.add(new Mistake(path, line, message));
  }

  /** A single value, read; a value that cannot be read is noted. */
  <T> T value(String key, Function<String, T> reader, T otherwise) {
    Object written = tree.get(key);
    return written == null
        ? otherwise
        : tried(List.of(key), -1, () -> reader.apply(String.valueOf(written))).orElse(otherwise);
  }

  /** A list of texts; a single value stands for a list of one. */
  List<String> texts(String key) {
    Object written = tree.get(key);
    if (written instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return written == null ? List.of() : List.of(String.valueOf(written));
  }

  Map<String, Object> section(List<String> at, @Nullable Object written) {
    Map<String, Object> section = new LinkedHashMap<>();
    if (written instanceof Map<?, ?> given) {
      given.forEach((key, value) -> section.put(String.valueOf(key), value));
    } else if (written != null && !String.valueOf(written).isEmpty()) {
      mistake(at, -1, "is not a section of keys: " + written);
    }
    return section;
  }

  /** The lines of a text, or the entries of a list, without comments and what is blank. */
  Map<Integer, String> lines(String key) {
    Object written = tree.get(key);
    List<String> all =
        written instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : String.valueOf(written == null ? "" : written).lines().toList();
    Map<Integer, String> lines = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      String line = all.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        lines.put(i, line);
      }
    }
    return lines;
  }

  /** Each line of a text, read; those that cannot be are noted. */
  <T> List<T> each(String key, LineReader<T> reader) {
    List<T> all = new ArrayList<>();
    lines(key)
        .forEach(
            (line, text) ->
                tried(List.of(key), line, () -> reader.read(line, text)).ifPresent(all::add));
    return all;
  }

  /** Reads one line. */
  interface LineReader<T> {
    T read(int line, String text);
  }

  /** Reads something. */
  interface Attempt<T> {
    T read();
  }

  /** What was read; nothing, and a note of it, if it could not be. */
  <T> Optional<T> tried(List<String> at, int line, Attempt<T> attempt) {
    try {
      return Optional.of(attempt.read());
    } catch (IllegalArgumentException | DateTimeException e) {
      mistake(at, line, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
