package io.tocsin.app.config;

import io.tocsin.alerts.Kinds;
import io.tocsin.streams.detect.Durations;
import io.tocsin.telemetry.Bytes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every key with a single value. The table in the documentation is checked against it. */
final class Keys {
  static final Key<Path> DATA =
      new Key<>("data", "", Path::of, "folder for the broker, the spool and what must be kept");
  static final Key<String> HOST =
      new Key<>("host", "", Keys::host, "name of this host in every record; else the engine's");
  static final Key<String> BOOTSTRAP_SERVERS =
      new Key<>("bootstrap-servers", "", Keys::servers, "a Kafka cluster; else the embedded one");
  static final Key<String> TOPIC_PREFIX =
      new Key<>("topic-prefix", "", Keys::prefix, "put before the name of every topic");
  static final Key<Integer> PARTITIONS =
      new Key<>("partitions", "", Keys.within(1, 512), "of each topic; 1 embedded, else 6");
  static final Key<Integer> REPLICATION =
      new Key<>("replication", "", Keys.within(1, 16), "copies of each topic on a cluster");
  static final Key<Optional<HttpAddress>> HTTP =
      new Key<>(
          "http", "127.0.0.1:7171", Keys::http, "console, API, health and metrics; off for none");
  static final Key<URI> CONSOLE =
      new Key<>("console", "", Keys::page, "its address as people reach it, for links");
  static final Key<URI> RUNBOOKS =
      new Key<>("runbooks", "", Keys::page, "where the runbooks are; else the console shows them");
  static final Key<Integer> BROKER_PORT =
      new Key<>("broker.port", "7172", Numbers::port, "of the embedded broker on 127.0.0.1");
  static final Key<String> ENGINE_URL =
      new Key<>("engine.url", "", Keys::engine, "the Docker Engine; else the one that is found");
  static final Key<Path> ENGINE_CA =
      new Key<>("engine.tls.ca", "", Path::of, "certificate of the engine's authority");
  static final Key<Path> ENGINE_CERT =
      new Key<>("engine.tls.cert", "", Path::of, "this client's certificate");
  static final Key<Path> ENGINE_KEY =
      new Key<>("engine.tls.key", "", Path::of, "this client's key");
  static final Key<Bytes> SPOOL =
      new Key<>("collect.spool", "256MiB", Keys::size, "telemetry kept while the broker is away");
  static final Key<Duration> RETENTION_TIME =
      new Key<>("retention.time", "72h", Keys::kept, "log lines and samples; events 30 days");
  static final Key<Bytes> RETENTION_SIZE =
      new Key<>("retention.size", "2GiB", Keys::keptSize, "of all telemetry together, on disk");
  static final Key<Path> RULES_FILE =
      new Key<>("rules-file", "", Path::of, "a file of rules, on top of those under rules");
  static final Key<Duration> SETTLE =
      new Key<>("policy.settle", "0s", Keys::span, "how long a warning waits, in case it is over");
  static final Key<Duration> GROWTH =
      new Key<>("policy.growth", "10s", Keys::span, "how long what only grows waits after a post");
  static final Key<Duration> AFTER_DEPLOYMENT =
      new Key<>(
          "policy.after-deployment", "0s", Keys::span, "how long warnings wait after a deployment");
  static final Key<Boolean> INHIBIT =
      new Key<>("policy.inhibit", "true", Keys::truth, "whether what follows from another waits");
  static final Key<ZoneId> POLICY_ZONE =
      new Key<>("policy.zone", "", WindowTimes::zone, "of mute times; else this machine's");

  static final Key<LocalTime> DIGEST =
      new Key<>("policy.digest", "09:00", WindowTimes::time, "when the daily digest is told");

  static final List<Key<?>> ALL =
      List.of(
          DATA,
          HOST,
          BOOTSTRAP_SERVERS,
          TOPIC_PREFIX,
          PARTITIONS,
          REPLICATION,
          HTTP,
          CONSOLE,
          RUNBOOKS,
          BROKER_PORT,
          ENGINE_URL,
          ENGINE_CA,
          ENGINE_CERT,
          ENGINE_KEY,
          SPOOL,
          RETENTION_TIME,
          RETENTION_SIZE,
          RULES_FILE,
          SETTLE,
          GROWTH,
          AFTER_DEPLOYMENT,
          INHIBIT,
          POLICY_ZONE,
          DIGEST);

  /** Keys whose values are lists or sections of their own; read in {@link SettingsReader}. */
  static final List<String> SECTIONS =
      Stream.concat(
              Kinds.KEYS.stream().map(key -> "receivers." + key),
              Stream.of(
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
                  "rules"))
          .toList();

  private static final Pattern TOPIC_PART = Pattern.compile("[A-Za-z0-9._-]{0,100}");
  private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:]+]|[^\\s:,/]+):\\d{1,5}");

  private Keys() {}

  private static Function<String, Integer> within(int least, int most) {
    return text -> Numbers.within(text, least, most);
  }

  private static String host(String text) {
    if (text.indexOf('/') >= 0 || text.isBlank() || text.length() > 200) {
      throw new IllegalArgumentException("a name without a slash, such as web1");
    }
    return text.strip();
  }

  private static String servers(String text) {
    for (String server : text.split(",", -1)) {
      if (!SERVER.matcher(server.strip()).matches()) {
        throw new IllegalArgumentException("HOST:PORT, several with commas");
      }
    }
    return text.replace(" ", "");
  }

  private static String prefix(String text) {
    if (!TOPIC_PART.matcher(text).matches()) {
      throw new IllegalArgumentException("letters, digits, dots, dashes and underscores");
    }
    return text;
  }

  private static Optional<HttpAddress> http(String text) {
    try {
      return HttpAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("HOST:PORT such as 127.0.0.1:7171, or off", e);
    }
  }

  private static String engine(String text) {
    String scheme = scheme(text);
    if (!List.of("unix", "tcp", "http", "https", "npipe").contains(scheme)) {
      throw new IllegalArgumentException(
          "unix:///var/run/docker.sock, tcp://HOST:PORT or npipe:////./pipe/docker_engine");
    }
    return text;
  }

  static Duration span(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a span of time such as 10s or 5m", e);
    }
  }

  private static boolean truth(String text) {
    if (!List.of("true", "false").contains(text.strip())) {
      throw new IllegalArgumentException("true or false");
    }
    return Boolean.parseBoolean(text.strip());
  }

  private static URI page(String text) {
    String address = text.strip().endsWith("/") ? text.strip() : text.strip() + '/';
    if (!List.of("http", "https").contains(scheme(address))
        || URI.create(address).getHost() == null) {
      throw new IllegalArgumentException("an address such as https://tocsin.example.com/");
    }
    return URI.create(address);
  }

  private static String scheme(String text) {
    try {
      return String.valueOf(URI.create(text).getScheme());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static Duration kept(String text) {
    Duration time = span(text);
    if (time.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException("an hour or more, such as 72h or 7d");
    }
    return time;
  }

  private static Bytes keptSize(String text) {
    Bytes size = size(text);
    if (size.compareTo(new Bytes(64L << 20)) < 0 || size.compareTo(new Bytes(1L << 50)) > 0) {
      throw new IllegalArgumentException("64MiB or more, such as 2GiB");
    }
    return size;
  }

  private static Bytes size(String text) {
    try {
      return Bytes.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a size such as 256MiB or 1g", e);
    }
  }
}
