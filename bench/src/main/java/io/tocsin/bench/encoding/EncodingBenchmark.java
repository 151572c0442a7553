package io.tocsin.bench.encoding;

import io.tocsin.bench.Arguments;
import io.tocsin.bench.Benchmark;
import io.tocsin.bench.Figures;
import io.tocsin.bench.Progress;
import io.tocsin.bench.encoding.Encoding.Encoded;
import io.tocsin.bench.lines.LogMix;
import io.tocsin.telemetry.LogLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;

/**
 * The encodings of log lines that were weighed: bytes a line in Kafka's batches, with lz4 and
 * without, and nanoseconds to write and to read a line. Rounds of all encodings take turns, so that
 * whatever disturbs the machine disturbs them all.
 */
public final class EncodingBenchmark implements Benchmark {
  private static final int WARM_UP_ROUNDS = 5;
  private static final int BATCH = 20;

  private long sink;

  @Override
  public String name() {
    return "encoding";
  }

  @Override
  public String summary() {
    return "bytes and nanoseconds a log line, for the encodings that were weighed";
  }

  @Override
  public String usage() {
    return "--lines 20000 --rounds 15";
  }

  @Override
  public Map<String, Object> run(Arguments arguments) throws IOException {
    arguments.allow(Set.of("lines", "rounds"));
    List<LogLine> lines = lines(arguments.number("lines", 20_000) / BATCH * BATCH);
    List<Encoding> encodings =
        List.of(
            new Current(),
            new DataBinding(),
            Tokens.shortNames(),
            Tokens.epochNanos(),
            Tokens.batches(BATCH),
            new RawText());
    List<Measured> measured = encodings.stream().map(Measured::new).toList();
    int rounds = arguments.number("rounds", 15);
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      Progress.say("round %d of %d".formatted(Math.max(0, round + 1), rounds));
      for (Measured one : measured) {
        one.round(lines, round >= 0);
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("lines", lines.size());
    figures.put(
        "meanLineCharacters", lines.stream().mapToInt(l -> l.line().length()).sum() / lines.size());
    figures.put("encodings", measured.stream().map(Measured::figures).toList());
    figures.put("ignore", sink & 1);
    return figures;
  }

  /**
   * Lines of one service after another, in batches, as a collector that batches would have them.
   */
  private static List<LogLine> lines(int count) {
    LogMix mix =
        new LogMix(
            1, 1, Instant.parse("2026-11-21T10:00:00.123456789Z"), Duration.ofNanos(1_234_567));
    return IntStream.range(0, count).mapToObj(i -> mix.next()).toList();
  }

  private final class Measured {
    private final Encoding encoding;
    private final List<Double> writeNanos = new ArrayList<>();
    private final List<Double> readNanos = new ArrayList<>();
    private List<Encoded> records = List.of();
    private int lines;

    Measured(Encoding encoding) {
      this.encoding = encoding;
    }

    void round(List<LogLine> all, boolean counts) throws IOException {
      lines = all.size();
      long begin = System.nanoTime();
      List<Encoded> written = new ArrayList<>(lines);
      for (int i = 0; i < lines; i += encoding.linesInRecord()) {
        written.add(encoding.write(all.subList(i, i + encoding.linesInRecord())));
      }
      long middle = System.nanoTime();
      for (Encoded record : written) {
        sink += encoding.read(record).get(0).line().length();
      }
      long end = System.nanoTime();
      records = written;
      if (counts) {
        writeNanos.add((middle - begin) / (double) lines);
        readNanos.add((end - middle) / (double) lines);
      }
    }

    Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("encoding", encoding.name());
      figures.put("bytes", Figures.round(bytes(Compression.NONE)));
      figures.put("bytesLz4", Figures.round(bytes(Compression.lz4().build())));
      figures.put("writeNanos", Figures.round(Figures.median(writeNanos)));
      figures.put("readNanos", Figures.round(Figures.median(readNanos)));
      Progress.say("%s".formatted(figures));
      return figures;
    }

    private double bytes(Compression compression) {
      return Batches.bytes(records, compression) / (double) lines;
    }
  }
}
