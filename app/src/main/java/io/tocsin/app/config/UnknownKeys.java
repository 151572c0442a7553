package io.tocsin.app.config;

import io.tocsin.streams.rules.Nearest;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds keys that mean nothing, and says which were meant. */
final class UnknownKeys {
  private final Lookup lookup;
  private final Set<String> leaves = new LinkedHashSet<>(Keys.SECTIONS);

  private UnknownKeys(Lookup lookup) {
    this.lookup = lookup;
    Keys.ALL.forEach(key -> leaves.add(key.path()));
  }

  static void find(Lookup lookup) {
    new UnknownKeys(lookup).within(lookup.root(), "");
  }

  static void check(Lookup lookup, Node.Mapping mapping, String path, Collection<String> known) {
    mapping.entries().entrySet().stream()
        .filter(entry -> !known.contains(entry.getKey()))
        .forEach(entry -> unknown(lookup, entry, path, known));
  }

  private void within(Node.Mapping mapping, String prefix) {
    Set<String> known = children(prefix);
    check(lookup, mapping, prefix, known);
    mapping
        .entries()
        .forEach(
            (key, node) -> {
              String path = prefix + key;
              boolean isSection = known.contains(key) && !leaves.contains(path);
              if (isSection && node instanceof Node.Mapping inner) {
                within(inner, path + '.');
              } else if (isSection) {
                lookup.problem(
                    node, path, "is " + node.kind() + ", not a section of keys", keys(path + '.'));
              }
            });
  }

  private Set<String> children(String prefix) {
    return leaves.stream()
        .filter(leaf -> leaf.startsWith(prefix))
        .map(leaf -> leaf.substring(prefix.length()).replaceFirst("\\..*", ""))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String keys(String prefix) {
    return "It has the keys " + String.join(", ", children(prefix));
  }

  private static void unknown(
      Lookup lookup, Map.Entry<String, Node> entry, String path, Collection<String> known) {
    String mend = Nearest.mend(entry.getKey(), known);
    lookup.problem(entry.getValue(), path + entry.getKey(), "there is no such key", mend);
  }
}
