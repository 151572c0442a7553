package io.tocsin.bench.throughput;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.app.broker.BrokerOptions;
import io.tocsin.app.broker.EmbeddedBroker;
import io.tocsin.app.topics.TopicLayout;
import io.tocsin.app.topics.TopicSetup;
import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Folders;
import io.tocsin.bench.Progress;
import io.tocsin.streams.Detection;
import io.tocsin.streams.DetectionConfig;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.streams.rules.RuleHistory;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Log lines a second through the whole detection topology, exactly-once, on the embedded broker;
 * beside it, in the same run, a plain consumer of the same topic and one that parses each line. The
 * first round warms the Java VM's compiler up: it is told, and counts in no median.
 */
public final class ThroughputBenchmark implements Benchmark {
  private static final int PARTITIONS = 2;
  private static final int THREADS = 2;

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String summary() {
    return "log lines a second through the topology, against a plain consumer of the same topic";
  }

  @Override
  public String usage() {
    return "--lines 3000000 --rounds 5";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws Exception {
    arguments.allow(Set.of("lines", "rounds"));
    int lines = arguments.number("lines", 3_000_000);
    int rounds = arguments.number("rounds", 5);
    Path folder = Folders.temporary("throughput");
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerOptions(folder, 0, false), Progress::say)) {
      String servers = broker.bootstrapServers();
      setUp(servers);
      long records = new LogTopic(servers, PARTITIONS).fill(lines);
      return measure(new Stage(servers, folder, records), rounds);
    } finally {
      Folders.delete(folder);
    }
  }

  private static void setUp(String servers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      new TopicSetup(admin, new TopicLayout(Topics.DEFAULT, PARTITIONS, (short) 1)).run();
    }
  }

  private static Map<String, Object> measure(Stage stage, int rounds) {
    List<Rate> raw = new ArrayList<>();
    List<Rate> parsed = new ArrayList<>();
    List<Rate> topology = new ArrayList<>();
    PlainConsumer plain = new PlainConsumer(stage.servers, Topics.DEFAULT.logs(), PARTITIONS);
    for (int round = 0; round <= rounds; round++) {
      forgetFindings(stage.servers);
      raw.add(plain.rate(stage.records, value -> value.length));
      parsed.add(plain.rate(stage.records, ThroughputBenchmark::parse));
      topology.add(topology(stage, round));
      Progress.say(
          "%s: plain %s; parsing %s; topology %s"
              .formatted(
                  round == 0 ? "warm-up" : "round " + round,
                  raw.get(round),
                  parsed.get(round),
                  topology.get(round)));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("records", stage.records);
    figures.put("warmUp", Math.rint(topology.get(0).perSecond()));
    List.of(raw, parsed, topology).forEach(rates -> rates.remove(0));
    figures.put("topology", Rate.figures(topology));
    figures.put("plainConsumer", Rate.figures(raw));
    figures.put("parsingConsumer", Rate.figures(parsed));
    figures.put("toPlain", Rate.ratio(topology, raw));
    figures.put("toParsing", Rate.ratio(topology, parsed));
    figures.put("threads", THREADS);
    figures.put("partitions", PARTITIONS);
    figures.put("processing", "exactly_once_v2, commit interval 5 s");
    return figures;
  }

  /** Each round finds the same again, and is not to correlate what the earlier ones found too. */
  private static void forgetFindings(String servers) {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      all.put(
          new TopicPartition(Topics.DEFAULT.findings(), partition),
          RecordsToDelete.beforeOffset(-1)); // all there are
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.deleteRecords(all).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the findings of a round stay", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static int parse(byte[] value) {
    return Wire.readTelemetry(value) instanceof LogLine line ? line.line().length() + 1 : 1;
  }

  /** From the first record that comes in to the last; the start of the topology does not count. */
  private static Rate topology(Stage stage, int round) {
    String application = "bench-" + round;
    Consumed consumed = new Consumed(application, Topics.DEFAULT.logs());
    MeterRegistry registry = new SimpleMeterRegistry();
    try (Detection detection = Detection.start(config(stage, application), registry)) {
      await(() -> detection.ready() && consumed.total() > 0);
      long before = consumed.total();
      CpuByThread threads = new CpuByThread();
      Rate.Watch watch = new Rate.Watch();
      await(() -> consumed.total() >= stage.records);
      Rate rate = watch.over(stage.records - before);
      Progress.say(
          "findings: %s; CPU by threads, µs a record: %s"
              .formatted(findings(registry), threads.microsEach(stage.records - before)));
      return rate;
    }
  }

  /** By detector and state: an error in a hundred is just at the ratio's threshold. */
  private static Map<String, Integer> findings(MeterRegistry registry) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Counter counter : registry.find("tocsin.findings").counters()) {
      String name = counter.getId().getTag("detector") + ' ' + counter.getId().getTag("state");
      counts.merge(name, (int) counter.count(), Integer::sum);
    }
    return counts;
  }

  private static DetectionConfig config(Stage stage, String application) {
    return new DetectionConfig(
        Map.of("bootstrap.servers", stage.servers),
        Topics.DEFAULT,
        application,
        stage.folder.resolve("state"),
        RuleHistory.of(RuleBook.standard()),
        Dependencies.NONE,
        Duration.ofSeconds(5),
        THREADS,
        null,
        false);
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not done after five minutes");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private record Stage(String servers, Path folder, long records) {}
}
