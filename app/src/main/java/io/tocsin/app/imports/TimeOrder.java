package io.tocsin.app.imports;

import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts records of many files in the order of time, whatever their number: sorted runs on disk, then
 * one merge. Records of the same moment keep the order in which they came.
 */
final class TimeOrder implements AutoCloseable {
  private static final int IN_MEMORY = 100_000;

  private final int most;
  private final List<Telemetry> buffer = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();

  TimeOrder() {
    this(IN_MEMORY);
  }

  /**
   * @param most how many records are kept in memory
   */
  TimeOrder(int most) {
    this.most = most;
  }

  void add(Telemetry record) throws IOException {
    buffer.add(record);
    if (buffer.size() >= most) {
      spill();
    }
  }

  private void spill() throws IOException {
    buffer.sort(Comparator.comparing(Telemetry::at));
    Path run = Files.createTempFile("tocsin-import", ".run");
    runs.add(run);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
      for (Telemetry record : buffer) {
        byte[] json = Wire.write(record);
        out.writeInt(json.length);
        out.write(json);
      }
    }
    buffer.clear();
  }

  /** Gives all records out, the earliest first. */
  void drain(Consumer<Telemetry> out) throws IOException {
    buffer.sort(Comparator.comparing(Telemetry::at));
    PriorityQueue<Run> heads =
        new PriorityQueue<>(
            Comparator.comparing((Run run) -> run.at).thenComparingInt(run -> run.number));
    try {
      for (int i = 0; i < runs.size(); i++) {
        offer(heads, new Run(i, runs.get(i), null));
      }
      offer(heads, new Run(runs.size(), null, buffer));
      while (!heads.isEmpty()) {
        Run first = heads.remove();
        out.accept(first.take());
        offer(heads, first);
      }
    } finally {
      for (Run run : heads) {
        run.close();
      }
    }
  }

  private static void offer(PriorityQueue<Run> heads, Run run) throws IOException {
    if (run.advance()) {
      heads.add(run);
    } else {
      run.close();
    }
  }

  /** One sorted run, of which the next record is at hand. */
  private static final class Run {
    private final int number;
    private final @Nullable DataInputStream file;
    private final List<Telemetry> memory;
    private int next;
    private Instant at = Instant.MIN;
    private @Nullable Telemetry head;

    Run(int number, @Nullable Path path, @Nullable List<Telemetry> memory) throws IOException {
      this.number = number;
      this.memory = memory == null ? List.of() : memory;
      file =
          path == null
              ? null
              : new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
    }

    boolean advance() throws IOException {
      head = file == null ? (next < memory.size() ? memory.get(next++) : null) : read(file);
      at = head == null ? Instant.MAX : head.at();
      return head != null;
    }

    private static @Nullable Telemetry read(DataInputStream file) throws IOException {
      try {
        return Wire.readTelemetry(file.readNBytes(file.readInt()));
      } catch (EOFException e) {
        return null;
      }
    }

    Telemetry take() {
      Telemetry taken = head;
      if (taken == null) {
        throw new IllegalStateException("this run is at its end");
      }
      return taken;
    }

    void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }
}
