package io.tocsin.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.streams.CorrelationProcessor.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.telemetry.Topics;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Telemetry topics to findings to incidents.
 *
 * <pre>
 * docker.events ─┬▶ events-detectors ─┐
 *                └▶ by host ─▶ host-events-detectors, liveness-detectors ─┤
 * docker.logs   ──▶ logs-detectors ───┼▶ tocsin.findings ─▶ correlation ─▶ tocsin.incidents
 * docker.stats  ──▶ stats-detectors ──┘                        ▲
 * docker.containers ─▶ by host ────────────────────────────────┘
 * </pre>
 */
public final class DetectionTopology {
  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  private final DetectionConfig config;
  private final Topics topics;
  private final Instruments instruments;
  private final StreamsBuilder builder;

  private DetectionTopology(DetectionConfig config, Instruments instruments) {
    this.config = config;
    this.topics = config.topics();
    this.instruments = instruments;
    builder =
        new StreamsBuilder(new TopologyConfig(new StreamsConfig(StreamsProperties.of(config))));
  }

  /** The topology, its metrics thrown away and its wall clock the system's. */
  public static Topology build(DetectionConfig config) {
    return build(config, new SimpleMeterRegistry(), Instant::now);
  }

  /**
   * The topology.
   *
   * @param now the wall clock, for latencies and for silent hosts; no other detector reads it
   */
  public static Topology build(
      DetectionConfig config, MeterRegistry registry, Supplier<Instant> now) {
    return build(config, new Instruments(registry, now, () -> true, () -> 1));
  }

  static Topology build(DetectionConfig config, Instruments instruments) {
    return new DetectionTopology(config, instruments).build();
  }

  private Topology build() {
    KStream<byte[], byte[]> events = source(topics.events(), "events");
    detect(events, Source.EVENTS);
    detect(source(topics.logs(), "logs"), Source.LOGS);
    detect(source(topics.stats(), "stats"), Source.STATS);
    KStream<byte[], byte[]> hosts =
        events
            .process(HostRouter::new, Named.as("events-to-host"))
            .repartition(
                Repartitioned.<byte[], byte[]>as(InternalTopics.EVENTS_BY_HOST)
                    .withKeySerde(BYTES)
                    .withValueSerde(BYTES));
    detect(hosts, Source.HOST_EVENTS);
    if (config.watchCollectors()) {
      detect(hosts, Source.LIVENESS);
    }
    correlate();
    Properties properties = StreamsProperties.of(config);
    return builder.build(properties);
  }

  private KStream<byte[], byte[]> source(String topic, String name) {
    return builder.stream(
        topic,
        Consumed.<byte[], byte[]>as(name + "-source")
            .withKeySerde(BYTES)
            .withValueSerde(BYTES)
            .withTimestampExtractor(new TolerantTimestamps()));
  }

  private void detect(KStream<byte[], byte[]> records, Source source) {
    String name = source.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    KStream<byte[], Output> outputs =
        records.process(
            DetectorProcessor.supplier(source, config.rules(), instruments),
            Named.as(name + "-detectors"));
    outputs
        .filter((key, output) -> isFound(output), Named.as(name + "-found"))
        .mapValues(DetectionTopology::json, Named.as(name + "-findings"))
        .to(topics.findings(), produced(name + "-findings-sink"));
    refused(outputs, name);
  }

  /** What stands in {@code tocsin.findings}, in its order. */
  private static boolean isFound(Output output) {
    return output instanceof Output.Found || output instanceof Output.Reached;
  }

  private void correlate() {
    KStream<byte[], Input> findings =
        source(topics.findings(), "findings").mapValues(Input::ofFinding, Named.as("findings-in"));
    KStream<byte[], Input> facts =
        source(topics.containers(), "containers")
            .process(FactsRouter::new, Named.as("facts-to-host"))
            .repartition(
                Repartitioned.<byte[], byte[]>as(InternalTopics.FACTS_BY_HOST)
                    .withKeySerde(BYTES)
                    .withValueSerde(BYTES))
            .mapValues(Input::ofFacts, Named.as("facts-in"));
    KStream<byte[], Output> outputs =
        findings
            .merge(facts, Named.as("findings-and-facts"))
            .process(
                CorrelationProcessor.supplier(config.depends(), instruments),
                Named.as("correlation"));
    outputs
        .filter((key, output) -> output instanceof Output.Told, Named.as("correlation-told"))
        .mapValues(DetectionTopology::json, Named.as("correlation-incidents"))
        .to(topics.incidents(), produced("incidents-sink"));
    outputs
        .filter((key, output) -> output instanceof Output.Learned, Named.as("correlation-learned"))
        .mapValues(DetectionTopology::json, Named.as("correlation-dependencies"))
        .to(topics.dependencies(), produced("dependencies-sink"));
    refused(outputs, "correlation");
  }

  private void refused(KStream<byte[], Output> outputs, String name) {
    outputs
        .filter((key, output) -> output instanceof Output.Refused, Named.as(name + "-refused"))
        .mapValues(DetectionTopology::json, Named.as(name + "-dead-letters"))
        .to(topics.deadLetters(), produced(name + "-dead-letters-sink"));
  }

  private static Produced<byte[], byte[]> produced(String name) {
    return Produced.<byte[], byte[]>as(name).withKeySerde(BYTES).withValueSerde(BYTES);
  }

  private static byte[] json(Output output) {
    if (output instanceof Output.Found found) {
      return Wire.write(found.finding());
    }
    if (output instanceof Output.Reached reached) {
      return Wire.write(reached.progress());
    }
    if (output instanceof Output.Told told) {
      return Wire.write(told.incident());
    }
    if (output instanceof Output.Learned learned) {
      return Wire.write(learned.dependency());
    }
    return ((Output.Refused) output).value().array();
  }
}
