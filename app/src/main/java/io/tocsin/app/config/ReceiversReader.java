package io.tocsin.app.config;

import io.tocsin.alerts.Kinds;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.setup.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads who is told. Receivers given by option or environment come on top of those in the file: one
 * adds a webhook for a try without silencing the pager. Only kinds that are given are loaded.
 */
final class ReceiversReader {
  /** Kinds of which an address is all there is to give. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "webhooks", "TOCSIN_WEBHOOK",
          "slack", "TOCSIN_SLACK",
          "teams", "TOCSIN_TEAMS",
          "discord", "TOCSIN_DISCORD",
          "ntfy", "TOCSIN_NTFY");

  private final Lookup lookup;
  private final List<ReceiverConfig> receivers = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  ReceiversReader(Lookup lookup) {
    this.lookup = lookup;
  }

  Settings.Receivers read() {
    for (String key : Kinds.KEYS) {
      String path = "receivers." + key;
      lookup.node(path).ifPresent(node -> inFile(key, node, path));
      given(path, key).forEach(given -> outsideFile(key, given, path));
    }
    return new Settings.Receivers(receivers);
  }

  private void inFile(String key, Node node, String path) {
    if (!(node instanceof Node.Items items)) {
      lookup.problem(node, path, "is " + node.kind() + ", not a list", "Begin with -");
      return;
    }
    Kind kind = Kinds.of(key);
    for (int i = 0; i < items.items().size(); i++) {
      Node item = items.items().get(i);
      String inner = path + '[' + i + ']';
      if (item instanceof Node.Mapping mapping) {
        add(new ReceiverReader(lookup, kind, mapping, inner).read(), lookup.place(item), inner);
      } else {
        String first = kind.fields().get(0).name();
        lookup.problem(item, inner, "is " + item.kind(), "Write - " + first + ": …");
      }
    }
  }

  /** The address is never repeated in the error: it can be a secret. */
  private void outsideFile(String key, Given given, String path) {
    ReceiverConfig receiver = ReceiverConfig.of(key, Map.of("url", given.text().strip()));
    if (receiver.problems().isEmpty()) {
      add(Optional.of(receiver), given.place(), path);
    } else {
      receiver
          .problems()
          .forEach(
              wrong ->
                  lookup
                      .problems()
                      .add(new Problem(given.place(), path, wrong.what(), wrong.mend())));
    }
  }

  private void add(Optional<ReceiverConfig> read, String place, String path) {
    if (read.isEmpty()) {
      return;
    }
    ReceiverConfig receiver = read.get();
    lookup.report(path, receiver.label(), place);
    if (names.add(receiver.name())) {
      receivers.add(receiver);
    } else if (receiver.given().name().isPresent()) {
      String what = "is the second receiver that is called " + receiver.name();
      lookup.problems().add(new Problem(place, path + ".name", what, "Give it another name"));
    }
  }

  private List<Given> given(String path, String key) {
    List<Given> given = new ArrayList<>();
    lookup
        .option(path)
        .ifPresent(option -> option.texts().forEach(t -> given.add(new Given(t, option.name()))));
    String variable = VARIABLES.get(key);
    if (variable != null) {
      lookup
          .variable(variable)
          .ifPresent(
              texts ->
                  List.of(texts.strip().split("\\s+"))
                      .forEach(text -> given.add(new Given(text, variable))));
    }
    return given;
  }

  private record Given(String text, String place) {}
}
