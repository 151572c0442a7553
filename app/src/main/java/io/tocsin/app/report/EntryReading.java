package io.tocsin.app.report;

import io.tocsin.streams.detect.deprecation.Notice;
import io.tocsin.streams.logs.LogReader;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Joins lines to entries, as the detectors do it. An entry is told when the next one of its stream
 * begins, so that it has its whole trace.
 */
final class EntryReading {
  private static final int MOST_STREAMS = 4_000;
  private static final int MOST_SERVICES = 2_000;

  private final Consumer<Entry> entries;
  private final Map<Subject, LogReader> readers = new Latest<>(MOST_SERVICES);
  private final Map<Stream, Entry> open = new LinkedHashMap<>(16, 0.75f, true);

  private record Stream(String container, LogLine.Stream stream) {}

  /** Forgets what was not used for longest. */
  static final class Latest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    Latest(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  EntryReading(Consumer<Entry> entries) {
    this.entries = entries;
  }

  void on(LogLine line) {
    ReadLine read =
        readers.computeIfAbsent(line.subject(), of -> new LogReader(null, null)).read(line);
    Stream stream = new Stream(line.containerId(), line.stream());
    Entry before = open.get(stream);
    if (read.beginsEntry() || before == null) {
      if (before != null) {
        entries.accept(before);
      }
      open.put(
          stream, new Entry(line, read.level(), read.message(), read.access(), Notice.isIn(read)));
      closeOldest();
    } else {
      before.goOn(line);
      if (read.beginsError()) {
        before.isError();
      }
    }
  }

  private void closeOldest() {
    if (open.size() > MOST_STREAMS) {
      Map.Entry<Stream, Entry> oldest = open.entrySet().iterator().next();
      open.remove(oldest.getKey());
      entries.accept(oldest.getValue());
    }
  }

  /** There are no more lines. */
  void end() {
    open.values().forEach(entries);
    open.clear();
  }
}
