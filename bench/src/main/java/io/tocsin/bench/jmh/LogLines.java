package io.tocsin.bench.jmh;

import io.tocsin.bench.lines.LogMix;
import io.tocsin.streams.logs.Level;
import io.tocsin.streams.logs.LevelReader;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Timestamps;
import io.tocsin.telemetry.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What happens to each log line, over a mix of lines. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
public class LogLines {
  private static final int COUNT = 4_096;

  private LogLine[] lines = {};
  private byte[][] values = {};
  private String[] times = {};
  private int next;

  /** The same lines in each run. */
  @Setup
  public void lines() {
    LogMix mix =
        new LogMix(
            3, 50, Instant.parse("2026-11-21T10:00:00.123456789Z"), Duration.ofNanos(50_007));
    lines = IntStream.range(0, COUNT).mapToObj(i -> mix.next()).toArray(LogLine[]::new);
    values = IntStream.range(0, COUNT).mapToObj(i -> Wire.write(lines[i])).toArray(byte[][]::new);
    times =
        IntStream.range(0, COUNT)
            .mapToObj(i -> Timestamps.format(lines[i].at()))
            .toArray(String[]::new);
  }

  @Benchmark
  public byte[] write() {
    return Wire.write(lines[index()]);
  }

  @Benchmark
  public Telemetry read() {
    return Wire.readTelemetry(values[index()]);
  }

  @Benchmark
  public Level level() {
    return LevelReader.read(lines[index()].line());
  }

  @Benchmark
  public Instant parseTime() {
    return Timestamps.parse(times[index()]);
  }

  @Benchmark
  public String formatTime() {
    return Timestamps.format(lines[index()].at());
  }

  private int index() {
    next = (next + 1) & (COUNT - 1);
    return next;
  }
}
