package io.tocsin.app.config;

import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be configured, read and checked.
 *
 * @param host the name of this host, where a person gave one
 * @param http empty where it is off
 * @param httpHosts names besides addresses and local names that the console may be asked for under
 * @param depends stack → service → the services it depends on
 * @param rules all that are in force
 */
public record Settings(
    Path data,
    Optional<String> host,
    Kafka kafka,
    Optional<HttpAddress> http,
    List<String> httpHosts,
    Engine engine,
    Collect collect,
    Receivers receivers,
    Map<String, Map<String, List<String>>> depends,
    RuleBook rules) {

  /** The same for a demonstration: an embedded broker, one label's containers, nobody told. */
  public Settings forDemo(Path folder, String label) {
    Selection all = new Selection(List.of(), List.of(), List.of());
    return new Settings(
        folder,
        host,
        new Kafka(
            Optional.empty(),
            Topics.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            new BrokerPort(0, false),
            Map.of()),
        Optional.empty(),
        List.of(),
        engine,
        new Collect(new Selection(List.of(), List.of(), List.of(label)), all, collect.spool()),
        new Receivers(List.of(), List.of()),
        Map.of(),
        rules);
  }

  /**
   * The broker: embedded unless there are bootstrap servers.
   *
   * @param client properties for every Kafka client, such as {@code security.protocol}
   */
  public record Kafka(
      Optional<String> bootstrapServers,
      Topics topics,
      Optional<Integer> partitions,
      Optional<Integer> replication,
      BrokerPort port,
      Map<String, Object> client) {
    public boolean isEmbedded() {
      return bootstrapServers.isEmpty();
    }
  }

  /** The embedded broker's port, and whether a person insists on it. */
  public record BrokerPort(int number, boolean isFixed) {}

  /** The engine to watch; empty values are found out. */
  public record Engine(Optional<String> url, Optional<Tls> tls) {}

  /** Files for an engine behind TLS. */
  public record Tls(Path ca, Path cert, Path key) {}

  /** What to collect. */
  public record Collect(Selection include, Selection exclude, Bytes spool) {}

  /** Containers by name and image ({@code *} stands for anything) and by label ({@code a=b}). */
  public record Selection(List<String> names, List<String> images, List<String> labels) {}

  /** Who is told. */
  public record Receivers(List<Webhook> webhooks, List<Slack> slack) {
    public boolean isEmpty() {
      return webhooks.isEmpty() && slack.isEmpty();
    }
  }

  /** The generic webhook; signed where there is a secret. */
  public record Webhook(URI url, Optional<Secret> secret) {}

  /** A Slack incoming webhook; its address is a secret. */
  public record Slack(Secret url) {}
}
