package io.tocsin.app.config;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.policy.Daily;
import io.tocsin.alerts.policy.PolicyRules;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that can be configured, read and checked.
 *
 * @param isDataGiven whether somebody has said which folder that is
 * @param host the name of this host, where a person gave one
 * @param http empty where it is off
 * @param pages where people find what messages link to
 * @param httpHosts names besides addresses and local names that the console may be asked for under
 * @param policy what people have set of when who is told; the routes stand with the receivers
 * @param digest when the daily digest is told to those who want it
 * @param depends stack → service → the services it depends on
 * @param optional stack → the services that it can do without
 * @param heartbeat who is told again and again that all is well
 * @param rules all that are in force
 */
public record Settings(
    Path data,
    boolean isDataGiven,
    Optional<String> host,
    Kafka kafka,
    Optional<HttpAddress> http,
    Pages pages,
    List<String> httpHosts,
    Engine engine,
    Collect collect,
    Receivers receivers,
    PolicyRules policy,
    Daily digest,
    Map<String, Map<String, List<String>>> depends,
    Map<String, List<String>> optional,
    Optional<HeartbeatSettings> heartbeat,
    RuleBook rules) {

  /** The same for a demonstration: an embedded broker, one label's containers, nobody told. */
  public Settings forDemo(Path folder, String label) {
    Selection all = new Selection(List.of(), List.of(), List.of());
    return new Settings(
        folder,
        true,
        host,
        new Kafka(
            Optional.empty(),
            Topics.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            new BrokerPort(0, false),
            Map.of(),
            Optional.empty()),
        Optional.empty(),
        Pages.NONE,
        List.of(),
        engine,
        new Collect(new Selection(List.of(), List.of(), List.of(label)), all, collect.spool()),
        Receivers.NONE,
        PolicyRules.DEFAULT,
        Daily.DEFAULT,
        Map.of(),
        Map.of(),
        Optional.empty(),
        rules);
  }

  /**
   * Addresses for links, each with a slash at its end.
   *
   * @param console as people reach it, where that is not where it listens
   * @param runbooks where they are, where the console is not to show them
   */
  public record Pages(Optional<URI> console, Optional<URI> runbooks) {
    static final Pages NONE = new Pages(Optional.empty(), Optional.empty());
  }

  /**
   * The broker: embedded unless there are bootstrap servers.
   *
   * @param client properties for every Kafka client, such as {@code security.protocol}
   * @param retained how long telemetry is kept, where a person has said it
   */
  public record Kafka(
      Optional<String> bootstrapServers,
      Topics topics,
      Optional<Integer> partitions,
      Optional<Integer> replication,
      BrokerPort port,
      Map<String, Object> client,
      Optional<Retained> retained) {
    public boolean isEmbedded() {
      return bootstrapServers.isEmpty();
    }

    /** Properties of clients hold passwords. */
    @Override
    public String toString() {
      return "Kafka[" + bootstrapServers.orElse("embedded") + ", " + client.keySet() + "]";
    }
  }

  /** The embedded broker's port, and whether a person insists on it. */
  public record BrokerPort(int number, boolean isFixed) {}

  /** How long telemetry is kept: so long, and no more than that. */
  public record Retained(Duration time, Bytes size) {}

  /** The engine to watch; empty values are found out. */
  public record Engine(Optional<String> url, Optional<Tls> tls) {}

  /** Files for an engine behind TLS. */
  public record Tls(Path ca, Path cert, Path key) {}

  /** What to collect. */
  public record Collect(Selection include, Selection exclude, Bytes spool) {}

  /** Containers by name and image ({@code *} stands for anything) and by label ({@code a=b}). */
  public record Selection(List<String> names, List<String> images, List<String> labels) {}

  /** Who is told. */
  public record Receivers(List<ReceiverConfig> all) {
    public static final Receivers NONE = new Receivers(List.of());

    public Receivers {
      all = List.copyOf(all);
    }

    public boolean isEmpty() {
      return all.isEmpty();
    }
  }
}
