package io.tocsin.app.config;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads every section into its record. */
final class SettingsReader {
  private final Lookup lookup;

  SettingsReader(Lookup lookup) {
    this.lookup = lookup;
  }

  Settings read() {
    Settings.Receivers receivers = new ReceiversReader(lookup).read();
    PolicyReader policy = new PolicyReader(lookup, receivers.all());
    return new Settings(
        data(),
        lookup.isGiven(Keys.DATA),
        lookup.value(Keys.HOST),
        kafka(),
        lookup.value(Keys.HTTP).orElse(Optional.empty()),
        new Settings.Pages(lookup.value(Keys.CONSOLE), lookup.value(Keys.RUNBOOKS)),
        list("http-hosts"),
        engine(),
        collect(),
        receivers,
        policy.read(),
        policy.digest(),
        depends(),
        optional(),
        new HeartbeatReader(lookup, section("heartbeat")).read(),
        new RulesReader(lookup).read(section("rules"), lookup.value(Keys.RULES_FILE)));
  }

  private Path data() {
    Optional<Path> given = lookup.value(Keys.DATA);
    if (given.isEmpty()) {
      Path fallback = defaultData();
      lookup.report(Keys.DATA.path(), fallback.toString(), Origin.DEFAULT.place());
      return fallback;
    }
    return given.get().toAbsolutePath().normalize();
  }

  /** Root's services keep their data in /var/lib; a person's programs in the home folder. */
  private Path defaultData() {
    String home = lookup.variable("HOME").orElse("/root");
    if ("/root".equals(home) || "/".equals(home)) {
      return Path.of("/var/lib/tocsin");
    }
    String base = lookup.variable("XDG_DATA_HOME").orElse(home + "/.local/share");
    return Path.of(base, "tocsin");
  }

  private Settings.Kafka kafka() {
    return new Settings.Kafka(
        lookup.value(Keys.BOOTSTRAP_SERVERS),
        new Topics(lookup.value(Keys.TOPIC_PREFIX).orElse("")),
        lookup.value(Keys.PARTITIONS),
        lookup.value(Keys.REPLICATION),
        new Settings.BrokerPort(
            lookup.value(Keys.BROKER_PORT).orElse(0), lookup.isGiven(Keys.BROKER_PORT)),
        client(),
        retained());
  }

  /** What stands in a topic's settings stays as it is unless somebody says something else. */
  private Optional<Settings.Retained> retained() {
    Optional<Duration> time = lookup.value(Keys.RETENTION_TIME);
    Optional<Bytes> size = lookup.value(Keys.RETENTION_SIZE);
    boolean isGiven = lookup.isGiven(Keys.RETENTION_TIME) || lookup.isGiven(Keys.RETENTION_SIZE);
    return isGiven && time.isPresent() && size.isPresent()
        ? Optional.of(new Settings.Retained(time.get(), size.get()))
        : Optional.empty();
  }

  private Map<String, Object> client() {
    Map<String, Object> client = new LinkedHashMap<>();
    section("kafka")
        .entries()
        .forEach(
            (key, node) -> {
              lookup.text(node, "kafka." + key).ifPresent(text -> client.put(key, text));
              lookup.report("kafka." + key, "(as given)", lookup.place(node));
            });
    return client;
  }

  private Settings.Engine engine() {
    Optional<String> url = lookup.value(Keys.ENGINE_URL);
    Optional<Path> ca = lookup.value(Keys.ENGINE_CA);
    Optional<Path> cert = lookup.value(Keys.ENGINE_CERT);
    Optional<Path> key = lookup.value(Keys.ENGINE_KEY);
    if (ca.isPresent() && cert.isPresent() && key.isPresent()) {
      return new Settings.Engine(
          url, Optional.of(new Settings.Tls(ca.get(), cert.get(), key.get())));
    }
    if (ca.isPresent() || cert.isPresent() || key.isPresent()) {
      lookup
          .problems()
          .add(new Problem("engine", "engine.tls", "is incomplete", "Give ca, cert and key"));
    }
    return new Settings.Engine(url, Optional.empty());
  }

  private Settings.Collect collect() {
    return new Settings.Collect(
        selection("collect.include"),
        selection("collect.exclude"),
        lookup.value(Keys.SPOOL).orElse(new Bytes(0)));
  }

  private Settings.Selection selection(String path) {
    return new Settings.Selection(
        list(path + ".names"), list(path + ".images"), list(path + ".labels"));
  }

  private List<String> list(String path) {
    Optional<Node> node = lookup.node(path);
    if (node.isEmpty()) {
      lookup.report(path, "", Origin.DEFAULT.place());
      return List.of();
    }
    List<String> texts =
        node.get() instanceof Node.Items items
            ? lookup.texts(items, path)
            : lookup.text(node.get(), path).map(List::of).orElse(List.of());
    lookup.report(path, String.join(", ", texts), lookup.place(node.get()));
    return texts;
  }

  private Map<String, Map<String, List<String>>> depends() {
    Map<String, Map<String, List<String>>> stacks = new LinkedHashMap<>();
    section("depends")
        .entries()
        .forEach(
            (stack, node) -> {
              Map<String, List<String>> services = new LinkedHashMap<>();
              mapping(node, "depends." + stack)
                  .entries()
                  .keySet()
                  .forEach(name -> services.put(name, list("depends." + stack + '.' + name)));
              stacks.put(stack, services);
            });
    return stacks;
  }

  private Map<String, List<String>> optional() {
    Map<String, List<String>> stacks = new LinkedHashMap<>();
    section("optional")
        .entries()
        .keySet()
        .forEach(stack -> stacks.put(stack, list("optional." + stack)));
    return stacks;
  }

  private Node.Mapping section(String path) {
    return lookup.node(path).map(node -> mapping(node, path)).orElse(Node.Mapping.EMPTY);
  }

  private Node.Mapping mapping(Node node, String path) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    if (!(node instanceof Node.Scalar scalar && scalar.text().isEmpty())) {
      lookup.problem(node, path, "is " + node.kind() + ", not a section of keys", "Indent keys");
    }
    return Node.Mapping.EMPTY;
  }
}
