package io.tocsin.app.config;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.policy.Matchers;
import io.tocsin.alerts.policy.Route;
import io.tocsin.alerts.setup.Field;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.setup.Kind;
import io.tocsin.alerts.template.TemplateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one receiver of the file, by the fields of its kind. No error repeats a value. */
final class ReceiverReader {
  private static final String NAME = "name";
  private static final String TEMPLATE = "template";
  private static final String ONLY = "only";
  private static final String EXCEPT = "except";
  private static final String IN_FILE = "-file";

  private final Lookup lookup;
  private final Kind kind;
  private final Node.Mapping entry;
  private final String path;

  ReceiverReader(Lookup lookup, Kind kind, Node.Mapping entry, String path) {
    this.lookup = lookup;
    this.kind = kind;
    this.entry = entry;
    this.path = path;
  }

  /** The receiver; empty if something is wrong with it, which is said. */
  Optional<ReceiverConfig> read() {
    int before = lookup.problems().size();
    UnknownKeys.check(lookup, entry, path + '.', keys());
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Field field : kind.fields()) {
      List<String> texts = values(field);
      if (!texts.isEmpty()) {
        values.put(field.name(), texts);
      }
    }
    ReceiverConfig receiver =
        new ReceiverConfig(
            kind, new Given(text(NAME), values, text(TEMPLATE).flatMap(this::load)), route());
    for (ReceiverConfig.Wrong wrong : receiver.problems()) {
      say(wrong);
    }
    return lookup.problems().size() == before ? Optional.of(receiver) : Optional.empty();
  }

  private Route route() {
    Section section = new Section(lookup, entry, path);
    return new Route(
        section.values(ONLY, Matchers::parse), section.values(EXCEPT, Matchers::parse));
  }

  /** What could not even be read is not said to be missing too. */
  private void say(ReceiverConfig.Wrong wrong) {
    Node inline = entry.entries().get(wrong.field());
    Node inFile = entry.entries().get(wrong.field() + IN_FILE);
    Node at = inline != null ? inline : inFile != null ? inFile : entry;
    boolean isUnread = (inline != null || inFile != null) && wrong.what().equals("is missing");
    if (!isUnread) {
      lookup.problem(at, path + '.' + wrong.field(), wrong.what(), wrong.mend());
    }
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(NAME, TEMPLATE, ONLY, EXCEPT));
    for (Field field : kind.fields()) {
      keys.add(field.name());
      if (field.isSecret()) {
        keys.add(field.name() + IN_FILE);
      }
    }
    return keys;
  }

  private List<String> values(Field field) {
    Optional<String> file = field.isSecret() ? text(field.name() + IN_FILE) : Optional.empty();
    List<String> inline = texts(field);
    if (file.isEmpty()) {
      return inline;
    }
    if (!inline.isEmpty()) {
      String both = "has both " + field.name() + " and " + field.name() + IN_FILE;
      lookup.problem(entry, path, both, "Keep one");
    }
    return contents(Path.of(file.get()), field.name() + IN_FILE)
        .map(text -> split(text.strip(), field))
        .orElse(List.of());
  }

  private List<String> texts(Field field) {
    Node node = entry.entries().get(field.name());
    String inner = path + '.' + field.name();
    if (node instanceof Node.Items items && field.isList()) {
      return lookup.texts(items, inner);
    }
    return text(field.name()).map(text -> split(text, field)).orElse(List.of());
  }

  /** Several secrets stand with space between. */
  private static List<String> split(String text, Field field) {
    return field.isList() && field.isSecret() && !text.isBlank()
        ? List.of(text.strip().split("\\s+"))
        : List.of(text);
  }

  private Optional<String> text(String key) {
    Node node = entry.entries().get(key);
    return node == null
        ? Optional.empty()
        : lookup.text(node, path + '.' + key).filter(text -> !text.isBlank());
  }

  private Optional<TemplateText> load(String file) {
    return contents(Path.of(file), TEMPLATE).map(text -> new TemplateText(file, text));
  }

  private Optional<String> contents(Path file, String key) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      Node at = entry.entries().getOrDefault(key, entry);
      lookup.problem(at, path + '.' + key, file + " cannot be read", "Check path and rights");
      return Optional.empty();
    }
  }
}
