package io.tocsin.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.bench.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The engine's own events of containers with a label, with the engine's own times. */
public final class EngineEvents implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  private final Process process;
  private final List<Event> seen = new CopyOnWriteArrayList<>();
  private final ObjectMapper mapper = new ObjectMapper();

  public EngineEvents(String label) throws IOException {
    process = Docker.start("events", "--format", "{{json .}}", "--filter", "label=" + label);
    Thread reader = new Thread(this::read, "docker events");
    reader.setDaemon(true);
    reader.start();
  }

  /** When the container had that event for the given time, the first being 1. */
  public Optional<Instant> at(String container, String action, int occurrence) {
    return seen.stream()
        .filter(e -> e.container.equals(container) && e.action.equals(action))
        .skip(occurrence - 1L)
        .map(Event::at)
        .findFirst();
  }

  /** As {@link #at}, waited for. */
  public Instant await(String container, String action, int occurrence)
      throws InterruptedException {
    return Waiting.until(
        Duration.ofMinutes(1), container + " " + action, () -> at(container, action, occurrence));
  }

  @Override
  public void close() {
    process.destroy();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(mapper.readTree(line));
      }
    } catch (IOException e) {
      Progress.say("docker events ended: %s".formatted(e.getMessage()));
    }
  }

  private void note(JsonNode event) {
    long nanos = event.path("timeNano").asLong();
    seen.add(
        new Event(
            event.at("/Actor/Attributes/name").asText(),
            // A command without arguments is told with a blank after it.
            event.path("Action").asText().strip(),
            Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND)));
  }

  private record Event(String container, String action, Instant at) {}
}
