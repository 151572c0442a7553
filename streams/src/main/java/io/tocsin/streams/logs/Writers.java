package io.tocsin.streams.logs;

import io.tocsin.streams.detect.Recent;
import io.tocsin.telemetry.LogLine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The output streams of a service's containers, each with its own entries. */
final class Writers {
  private static final int MOST = 128;

  private final Recent<String, Entries> stdout = new Recent<>(MOST);
  private final Recent<String, Entries> stderr = new Recent<>(MOST);
  private String lastId = "";
  private LogLine.@Nullable Stream lastStream;
  private Entries last = new Entries(null);

  Writers(LogReader.@Nullable State kept) {
    if (kept != null) {
      kept.stdout().forEach((id, state) -> stdout.put(id, new Entries(state)));
      kept.stderr().forEach((id, state) -> stderr.put(id, new Entries(state)));
    }
  }

  /** The stream that wrote this line. Lines come in runs, so the last one is looked at first. */
  Entries of(LogLine line) {
    if (line.stream() != lastStream || !line.containerId().equals(lastId)) {
      lastStream = line.stream();
      lastId = line.containerId();
      Recent<String, Entries> streams = lastStream == LogLine.Stream.STDERR ? stderr : stdout;
      last = streams.computeIfAbsent(lastId, id -> new Entries(null));
    }
    return last;
  }

  LogReader.State state() {
    return new LogReader.State(states(stdout), states(stderr));
  }

  private static Map<String, Entries.State> states(Map<String, Entries> streams) {
    Map<String, Entries.State> states = new LinkedHashMap<>();
    streams.forEach((id, entries) -> states.put(id, entries.state()));
    return states;
  }
}
