package io.tocsin.app.cli;

import io.tocsin.app.config.Configuration;
import io.tocsin.app.config.Sources;
import io.tocsin.app.logs.LogSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that every command understands. They are kept as text: the configuration reads them
 * together with the file and the environment, and says everything that is wrong at once.
 */
final class CommonOptions {
  private static final Path USUAL_FILE = Path.of("tocsin.yml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file; else $TOCSIN_CONFIG, else tocsin.yml in this folder")
  @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "folder for all that is kept; else%n/var/lib/tocsin, or%n~/.local/share/tocsin if not"
              + " root")
  @Nullable String data;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "a Kafka cluster; else a broker runs inside this process")
  @Nullable String bootstrapServers;

  @Option(names = "--topic-prefix", paramLabel = "TEXT", description = "put before topic names")
  @Nullable String topicPrefix;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "of each topic that is made (1 embedded, 6 on a cluster)")
  @Nullable String partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "copies of each topic that is made on a cluster (default: the cluster's)")
  @Nullable String replication;

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      description = "of the embedded broker on 127.0.0.1 (7172; another if that is taken)")
  @Nullable String brokerPort;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT|off",
      description = "console, API, health, metrics (127.0.0.1:7171)")
  @Nullable String http;

  @Option(names = "--host", paramLabel = "NAME", description = "this host's name in all records")
  @Nullable String host;

  @Option(
      names = "--docker",
      paramLabel = "URL",
      description = "the engine to watch; else $DOCKER_HOST, contexts, the usual sockets")
  @Nullable String docker;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "tell this address too (generic JSON); repeatable")
  @Nullable List<String> webhooks;

  @Option(
      names = "--slack",
      paramLabel = "URL",
      description = "tell this Slack incoming webhook too; repeatable")
  @Nullable List<String> slack;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "rules in a file of their own, on top of those of the configuration")
  @Nullable String rules;

  @Option(
      names = {"-v", "--verbose"},
      description = "log more; twice: Kafka's log too")
  boolean[] verbose = {};

  /**
   * Reads the configuration with these options on top.
   *
   * @throws io.tocsin.app.config.ConfigurationErrors with everything that is wrong
   */
  Configuration read() {
    return Configuration.read(sources());
  }

  /** What was given, to be read again when a file has changed. */
  Sources sources() {
    if (verbose.length > 0) {
      LogSetup.verbose(verbose.length);
    }
    return new Sources(given(), System.getenv(), file());
  }

  private Optional<Path> file() {
    if (config != null) {
      return Optional.of(config);
    }
    String variable = System.getenv("TOCSIN_CONFIG");
    if (variable != null && !variable.isBlank()) {
      return Optional.of(Path.of(variable));
    }
    return Optional.of(USUAL_FILE).filter(Files::exists);
  }

  private Map<String, Sources.Option> given() {
    Map<String, Sources.Option> given = new LinkedHashMap<>();
    put(given, "data", "--data", data);
    put(given, "bootstrap-servers", "--bootstrap-servers", bootstrapServers);
    put(given, "topic-prefix", "--topic-prefix", topicPrefix);
    put(given, "partitions", "--partitions", partitions);
    put(given, "replication", "--replication", replication);
    put(given, "broker.port", "--broker-port", brokerPort);
    put(given, "http", "--http", http);
    put(given, "host", "--host", host);
    put(given, "engine.url", "--docker", docker);
    put(given, "rules-file", "--rules", rules);
    if (webhooks != null) {
      given.put("receivers.webhooks", new Sources.Option("--webhook", List.copyOf(webhooks)));
    }
    if (slack != null) {
      given.put("receivers.slack", new Sources.Option("--slack", List.copyOf(slack)));
    }
    return given;
  }

  private static void put(
      Map<String, Sources.Option> given, String path, String name, @Nullable String text) {
    if (text != null) {
      given.put(path, new Sources.Option(name, List.of(text)));
    }
  }
}
