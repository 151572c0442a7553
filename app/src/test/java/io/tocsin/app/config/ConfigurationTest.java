package io.tocsin.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.alerts.Kinds;
import io.tocsin.telemetry.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir private Path folder;

  @Test
  void pinsEveryKeyItsVariableAndItsDefault() {
    assertThat(
            Keys.ALL.stream()
                .map(key -> key.path() + " " + key.environment() + " " + key.fallback())
                .map(String::strip))
        .containsExactly(
            "data TOCSIN_DATA",
            "host TOCSIN_HOST",
            "bootstrap-servers TOCSIN_BOOTSTRAP_SERVERS",
            "topic-prefix TOCSIN_TOPIC_PREFIX",
            "partitions TOCSIN_PARTITIONS",
            "replication TOCSIN_REPLICATION",
            "http TOCSIN_HTTP 127.0.0.1:7171",
            "console TOCSIN_CONSOLE",
            "runbooks TOCSIN_RUNBOOKS",
            "broker.port TOCSIN_BROKER_PORT 7172",
            "engine.url TOCSIN_ENGINE_URL",
            "engine.tls.ca TOCSIN_ENGINE_TLS_CA",
            "engine.tls.cert TOCSIN_ENGINE_TLS_CERT",
            "engine.tls.key TOCSIN_ENGINE_TLS_KEY",
            "collect.spool TOCSIN_COLLECT_SPOOL 256MiB",
            "retention.time TOCSIN_RETENTION_TIME 72h",
            "retention.size TOCSIN_RETENTION_SIZE 2GiB",
            "rules-file TOCSIN_RULES_FILE",
            "policy.settle TOCSIN_POLICY_SETTLE 0s",
            "policy.growth TOCSIN_POLICY_GROWTH 10s",
            "policy.after-deployment TOCSIN_POLICY_AFTER_DEPLOYMENT 0s",
            "policy.inhibit TOCSIN_POLICY_INHIBIT true",
            "policy.zone TOCSIN_POLICY_ZONE",
            "policy.digest TOCSIN_POLICY_DIGEST 09:00");
    assertThat(Keys.SECTIONS)
        .filteredOn(section -> !section.startsWith("receivers."))
        .containsExactly(
            "http-hosts",
            "collect.include.names",
            "collect.include.images",
            "collect.include.labels",
            "collect.exclude.names",
            "collect.exclude.images",
            "collect.exclude.labels",
            "kafka",
            "depends",
            "heartbeat",
            "optional",
            "policy.mute",
            "policy.maintenance",
            "policy.escalate",
            "rules");
    assertThat(Keys.SECTIONS)
        .filteredOn(section -> section.startsWith("receivers."))
        .hasSameSizeAs(Kinds.KEYS);
  }

  @Test
  void worksWithoutAnyConfiguration() {
    Settings settings = read(Map.of(), Map.of("HOME", "/home/ann"), "").settings();

    assertThat(settings.data()).isEqualTo(Path.of("/home/ann/.local/share/tocsin"));
    assertThat(settings.kafka().isEmbedded()).isTrue();
    assertThat(settings.kafka().port()).isEqualTo(new Settings.BrokerPort(7172, false));
    assertThat(settings.http()).contains(new HttpAddress("127.0.0.1", 7171));
    assertThat(settings.engine().url()).isEmpty();
    assertThat(settings.collect().spool()).isEqualTo(new Bytes(256 << 20));
    assertThat(settings.receivers().isEmpty()).isTrue();
  }

  @Test
  void keepsRootsDataWhereServicesKeepIt() {
    assertThat(read(Map.of(), Map.of("HOME", "/root"), "").settings().data())
        .isEqualTo(Path.of("/var/lib/tocsin"));
  }

  @Test
  void readsEverySection() {
    Settings settings =
        read(
                Map.of(),
                Map.of("WORD", "w0rd"),
                """
                data: /srv/tocsin
                host: web1
                bootstrap-servers: k1:9092, k2:9092
                topic-prefix: prod-
                partitions: 12
                replication: 3
                http: off
                engine: {url: "tcp://engine:2376", tls: {ca: ca.pem, cert: cert.pem, key: key.pem}}
                collect:
                  include: {names: [shop-*], labels: [watch=yes]}
                  exclude: {images: ["*/sidecar"]}
                  spool: 1g
                receivers:
                  webhooks:
                    - {url: "https://example.org/in", secret: "whsec_${WORD}"}
                  slack:
                    - {url: "https://hooks.slack.com/services/x"}
                kafka: {security.protocol: SASL_SSL}
                depends: {shop: {frontend: [backend], backend: db}}
                rules:
                  restart-rate: {restarts: 5, window: 10m}
                """)
            .settings();

    assertThat(settings.kafka().bootstrapServers()).contains("k1:9092,k2:9092");
    assertThat(settings.kafka().topics().events()).isEqualTo("prod-docker.events");
    assertThat(settings.kafka().partitions()).contains(12);
    assertThat(settings.kafka().client()).containsEntry("security.protocol", "SASL_SSL");
    assertThat(settings.http()).isEmpty();
    assertThat(settings.engine().tls()).map(Settings.Tls::key).contains(Path.of("key.pem"));
    assertThat(settings.collect().include().names()).containsExactly("shop-*");
    assertThat(settings.collect().exclude().images()).containsExactly("*/sidecar");
    assertThat(settings.collect().spool()).isEqualTo(new Bytes(1 << 30));
    assertThat(settings.receivers().all())
        .extracting(receiver -> receiver.kind().key() + new TreeMap<>(receiver.given().values()))
        .containsExactly(
            "webhooks{digest=[false], rate=[off], secret=[whsec_w0rd],"
                + " url=[https://example.org/in]}",
            "slack{digest=[false], rate=[20/1m], url=[https://hooks.slack.com/services/x]}");
    assertThat(settings.depends())
        .isEqualTo(
            Map.of("shop", Map.of("frontend", List.of("backend"), "backend", List.of("db"))));
    assertThat(settings.rules().rules())
        .filteredOn(rule -> rule.name().equals("restart-rate"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.own()).containsEntry("restarts", 5));
  }

  @Test
  void prefersOptionsToTheEnvironmentToTheFileToDefaults() {
    Map<String, String> environment =
        Map.of("TOCSIN_HTTP", "127.0.0.1:2", "TOCSIN_HOST", "fromEnv");
    String file = "http: 127.0.0.1:3\nhost: fromFile\ntopic-prefix: fromFile-\n";

    Configuration configuration = read(Map.of("http", "127.0.0.1:1"), environment, file);

    assertThat(origins(configuration))
        .containsEntry("http", "127.0.0.1:1 --http")
        .containsEntry("host", "fromEnv TOCSIN_HOST")
        .containsEntry("topic-prefix", "fromFile- tocsin.yml:3")
        .containsEntry("collect.spool", "256MiB default");
  }

  @Test
  void tellsEveryErrorAtOnceWithItsPlaceAndWhatWasMeant() {
    ConfigurationErrors errors =
        errors(
            Map.of("bootstrap-servers", "kafka"),
            Map.of("TOCSIN_PARTITIONS", "many"),
            """
            htpp: 127.0.0.1:1
            collect:
              spool: lots
              exlude: {names: [a]}
            receivers:
              webhooks:
                - {ulr: "https://example.org"}
              slack: "https://hooks.slack.com/services/hush"
            host: ${NOT_SET}
            rules:
              restart-rat: {restarts: 5}
              oom-kill: {severty: info}
              exited: {after: ten}
            """);

    assertThat(errors.problems())
        .extracting(problem -> problem.toString().replace(folder + "/", ""))
        .containsExactlyInAnyOrder(
            "tocsin.yml:1: htpp: there is no such key. Did you mean http?",
            "tocsin.yml:3: collect.spool: \"lots\" does not fit. Write a size such as 256MiB or 1g",
            "tocsin.yml:4: collect.exlude: there is no such key. Did you mean exclude?",
            "tocsin.yml:7: receivers.webhooks[0].ulr: there is no such key. Did you mean url?",
            "tocsin.yml:7: receivers.webhooks[0].url: is missing."
                + " Add it: address that takes a POST of JSON",
            "tocsin.yml:8: receivers.slack: is a single value, not a list. Begin with -",
            "tocsin.yml:9: host: needs the environment variable NOT_SET. Set it, or write $NOT_SET",
            "tocsin.yml:11: rules.restart-rat: there is no detector restart-rat."
                + " Did you mean restart-rate?",
            "tocsin.yml:12: rules.oom-kill.severty: there is no such parameter. Did you mean"
                + " severity?",
            "tocsin.yml:13: rules.exited.after: not a usable duration, such as 10m: ten."
                + " leave it out for 10s",
            "--bootstrap-servers: bootstrap-servers: \"kafka\" does not fit."
                + " Write HOST:PORT, several with commas",
            "TOCSIN_PARTITIONS: partitions: \"many\" does not fit."
                + " Write a whole number from 1 to 512");
  }

  @Test
  void saysWhereAFileIsNoYaml() {
    assertThat(errors(Map.of(), Map.of(), "http: [1\nhost: x\n").problems())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .contains("tocsin.yml:2: the file: is no YAML");
  }

  @Test
  void printsNoSecretAnywhere() throws IOException {
    Files.writeString(folder.resolve("slack-url"), "https://hooks.slack.com/services/T/B/hush\n");
    String file =
        """
        receivers:
          webhooks: [{url: "https://example.org/path-hush?token=hush", secret: whsec_hushhush}]
          slack: [{url-file: "%s"}]
        kafka: {sasl.jaas.config: hush}
        """
            .formatted(folder.resolve("slack-url"));

    Configuration configuration = read(Map.of(), Map.of(), file);

    assertThat(configuration.settings().receivers().all().get(1).given().need("url"))
        .isEqualTo("https://hooks.slack.com/services/T/B/hush");
    assertThat(configuration.entries().toString() + configuration.settings())
        .doesNotContain("hush")
        .contains("example.org");
  }

  @Test
  void addsReceiversOfOptionsAndEnvironmentToThoseOfTheFile() {
    Settings settings =
        read(
                Map.of("receivers.webhooks", "http://a/"),
                Map.of("TOCSIN_WEBHOOK", "http://b/ http://c/"),
                "receivers: {webhooks: [{url: \"http://d/\"}]}\n")
            .settings();

    assertThat(settings.receivers().all())
        .extracting(receiver -> receiver.given().url("url").getHost())
        .containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void saysThatAWebhooksSecretIsMalformedWithoutRepeatingIt() {
    ConfigurationErrors errors =
        errors(
            Map.of(),
            Map.of(),
            """
            receivers:
              webhooks:
                - url: https://example.org/in
                  secret: whsec_no!base64
            """);

    assertThat(errors.problems()).hasSize(1);
    assertThat(errors.problems().get(0).toString())
        .contains(":4: receivers.webhooks[0].secret")
        .doesNotContain("no!base64");
  }

  @Test
  void readsRulesFromAFileOfTheirOwnOnTop() throws IOException {
    Path rules = folder.resolve("rules.yml");
    Files.writeString(rules, "rules:\n  restart-rate: {restarts: 7}\n  exited: {aftr: 3s}\n");

    ConfigurationErrors errors =
        errors(Map.of(), Map.of("TOCSIN_RULES_FILE", rules.toString()), "rules: {}");

    assertThat(errors.problems())
        .extracting(Problem::toString)
        .containsExactly(
            rules + ":3: rules.exited.aftr: there is no such parameter. Did you mean after?");
  }

  private Configuration read(
      Map<String, String> options, Map<String, String> environment, String file) {
    return Configuration.read(sources(options, environment, file));
  }

  private ConfigurationErrors errors(
      Map<String, String> options, Map<String, String> environment, String file) {
    return catchThrowableOfType(
        ConfigurationErrors.class, () -> Configuration.read(sources(options, environment, file)));
  }

  private Sources sources(
      Map<String, String> options, Map<String, String> environment, String file) {
    try {
      Path path = Files.writeString(folder.resolve("tocsin.yml"), file);
      Map<String, Sources.Option> given =
          options.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      entry ->
                          new Sources.Option("--" + entry.getKey(), List.of(entry.getValue()))));
      return new Sources(given, environment, Optional.of(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Map<String, String> origins(Configuration configuration) {
    return configuration.entries().stream()
        .collect(
            Collectors.toMap(
                Configuration.Entry::path,
                entry -> entry.value() + " " + entry.origin().place().replace(folder + "/", "")));
  }
}
