package io.tocsin.app.config;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.policy.Daily;
import io.tocsin.alerts.policy.Escalation;
import io.tocsin.alerts.policy.Matchers;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.alerts.policy.Times;
import io.tocsin.alerts.policy.Window;
import io.tocsin.streams.rules.Nearest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads who waits for what, and when. */
final class PolicyReader {
  private static final List<String> MUTE =
      List.of("name", "days", "from", "to", "zone", "match", "receivers");
  private static final List<String> MAINTENANCE =
      List.of("name", "at", "zone", "match", "receivers");

  private static final String ESCALATE = "policy.escalate";
  private static final List<String> STEP = List.of("after", "to", "match");

  private final Lookup lookup;
  private final List<ReceiverConfig> receivers;
  private final ZoneId zone;

  PolicyReader(Lookup lookup, List<ReceiverConfig> receivers) {
    this.lookup = lookup;
    this.receivers = receivers;
    this.zone = lookup.value(Keys.POLICY_ZONE).orElse(ZoneId.systemDefault());
  }

  PolicyRules read() {
    List<Window> windows = new ArrayList<>();
    windows.addAll(windows("policy.maintenance", MAINTENANCE, Window.Kind.MAINTENANCE));
    windows.addAll(windows("policy.mute", MUTE, Window.Kind.MUTE));
    return new PolicyRules(
        lookup.value(Keys.SETTLE).orElse(Duration.ZERO),
        lookup.value(Keys.GROWTH).orElse(Duration.ZERO),
        lookup.value(Keys.AFTER_DEPLOYMENT).orElse(Duration.ZERO),
        lookup.value(Keys.INHIBIT).orElse(true),
        windows,
        escalations(),
        Map.of());
  }

  /** When the daily digest is told. */
  Daily digest() {
    return new Daily(lookup.value(Keys.DIGEST).orElse(Daily.DEFAULT.at()), zone);
  }

  private List<Window> windows(String path, List<String> keys, Window.Kind kind) {
    List<Window> windows = new ArrayList<>();
    List<Section> sections = sections(path, keys, kind == Window.Kind.MUTE ? "from" : "at");
    for (int i = 0; i < sections.size(); i++) {
      window(sections.get(i), kind, i).ifPresent(windows::add);
    }
    return windows;
  }

  private List<Section> sections(String path, List<String> keys, String first) {
    List<Section> sections = new ArrayList<>();
    List<Node> items = items(path);
    for (int i = 0; i < items.size(); i++) {
      String inner = path + '[' + i + ']';
      if (items.get(i) instanceof Node.Mapping entry) {
        UnknownKeys.check(lookup, entry, inner + '.', keys);
        sections.add(new Section(lookup, entry, inner));
      } else {
        Node item = items.get(i);
        lookup.problem(item, inner, "is " + item.kind(), "Write - " + first + ": …");
      }
    }
    return sections;
  }

  private List<Node> items(String path) {
    Optional<Node> node = lookup.node(path);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof Node.Items list) {
      lookup.report(path, Integer.toString(list.items().size()), lookup.place(list));
      return list.items();
    }
    lookup.problem(node.get(), path, "is " + node.get().kind() + ", not a list", "Begin with -");
    return List.of();
  }

  /** One alone need not stand in a list. */
  private List<Section> steps() {
    Optional<Node> node = lookup.node(ESCALATE);
    if (node.isPresent() && node.get() instanceof Node.Mapping entry) {
      UnknownKeys.check(lookup, entry, ESCALATE + '.', STEP);
      return List.of(new Section(lookup, entry, ESCALATE));
    }
    return sections(ESCALATE, STEP, "after");
  }

  private List<Escalation> escalations() {
    List<Escalation> steps = new ArrayList<>();
    for (Section section : steps()) {
      Optional<Duration> after = section.required("after", Keys::span, "Write after: 15m");
      Matchers match = section.value("match", Matchers::parse).orElse(Matchers.ANY);
      Set<String> to = names(section, "to");
      if (section.texts("to").isEmpty()) {
        section.problem("to", "is missing", "Write to: [NAME], the names of receivers");
      }
      after.ifPresent(span -> steps.add(new Escalation(span, to, match)));
    }
    return steps;
  }

  private Optional<Window> window(Section section, Window.Kind kind, int index) {
    int before = lookup.problems().size();
    ZoneId local = section.value("zone", WindowTimes::zone).orElse(zone);
    Optional<Times> times =
        kind == Window.Kind.MUTE ? weekly(section, local) : once(section, local);
    Matchers match = section.value("match", Matchers::parse).orElse(Matchers.ANY);
    Set<String> forWhom = names(section, "receivers");
    String name = section.text("name").orElse(String.valueOf(index + 1));
    return lookup.problems().size() == before && times.isPresent()
        ? Optional.of(new Window(name, kind, times.get(), match, forWhom))
        : Optional.empty();
  }

  private static Optional<Times> weekly(Section section, ZoneId zone) {
    var days = section.value("days", WindowTimes::days).orElse(WindowTimes.ALL_DAYS);
    var from = section.required("from", WindowTimes::time, "Write from: \"22:00\"");
    var to = section.required("to", WindowTimes::time, "Write to: \"06:00\"");
    return from.isPresent() && to.isPresent()
        ? Optional.of(new Times.Weekly(days, from.get(), to.get(), zone))
        : Optional.empty();
  }

  private static Optional<Times> once(Section section, ZoneId zone) {
    Function<String, Times> reading = text -> WindowTimes.once(text, zone);
    return section.required("at", reading, "Write at: " + WindowTimes.ONCE);
  }

  /** The receivers of these names, or of these kinds. */
  private Set<String> names(Section section, String key) {
    Set<String> names = new LinkedHashSet<>();
    for (String given : section.texts(key)) {
      List<String> meant =
          receivers.stream()
              .filter(r -> r.name().equals(given) || r.kind().key().equals(given))
              .map(ReceiverConfig::name)
              .toList();
      if (meant.isEmpty()) {
        List<String> known = receivers.stream().map(ReceiverConfig::name).distinct().toList();
        section.problem(
            key,
            "no receiver is called " + given,
            known.isEmpty()
                ? "Give it a name where it stands: name: " + given
                : Nearest.mend(given, known));
      }
      names.addAll(meant);
    }
    return names;
  }
}
