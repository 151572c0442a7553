package io.tocsin.collector.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A GET to the engine: the whole list of what the collector ever asks, for filtering proxies.
 *
 * @param kind what is asked, a tag of the metrics
 * @param path path and query, without the API version
 * @param deadline how long an answer may take, waiting in line included
 */
public record EngineCall(String kind, String path, Duration deadline) {
  /** Few and small, and everything waits for them: they do not stand in line with the others. */
  private static final Set<String> URGENT =
      Set.of("ping", "version", "info", "list", "history", "events");

  private static final Duration USUAL = Duration.ofSeconds(10);

  public static EngineCall ping() {
    return new EngineCall("ping", "/_ping", Duration.ofSeconds(5));
  }

  public static EngineCall version() {
    return new EngineCall("version", "/version", Duration.ofSeconds(5));
  }

  public static EngineCall info() {
    return new EngineCall("info", "/info", USUAL);
  }

  /** What lies on the engine's disk: it walks through all of it, for seconds or a minute. */
  public static EngineCall storage() {
    return new EngineCall("storage", "/system/df", Duration.ofSeconds(60));
  }

  /** Whether it takes long by its nature, so that its time says nothing of the engine's health. */
  boolean isLong() {
    return kind.equals("storage");
  }

  public static EngineCall list() {
    return new EngineCall("list", "/containers/json?all=true", Duration.ofSeconds(30));
  }

  public static EngineCall inspect(String containerId) {
    return new EngineCall("inspect", "/containers/" + containerId + "/json", USUAL);
  }

  /** One sample; the previous one is left empty, so the engine need not wait for a second. */
  public static EngineCall sample(String containerId) {
    return new EngineCall(
        "stats", "/containers/" + containerId + "/stats?stream=false&one-shot=true", USUAL);
  }

  /** What the engine remembers of the time between, both ends included. */
  public static EngineCall history(Instant since, Instant until) {
    return new EngineCall(
        "history", "/events?since=" + stamp(since) + "&until=" + stamp(until), USUAL);
  }

  /** All events from {@code since} on, for as long as the stream is read. */
  public static EngineCall events(Instant since) {
    return new EngineCall("events", "/events?since=" + stamp(since), USUAL);
  }

  /** A container's log from {@code since} on; {@code follow} until it stops, or what there is. */
  public static EngineCall logs(String containerId, Instant since, boolean follow) {
    String query =
        "/logs?stdout=true&stderr=true&timestamps=true&follow=" + follow + "&since=" + stamp(since);
    return new EngineCall("logs", "/containers/" + containerId + query, USUAL);
  }

  /** Whether it is asked past those that wait in line. */
  boolean isUrgent() {
    return URGENT.contains(kind);
  }

  private static String stamp(Instant instant) {
    String nanos = Integer.toString(1_000_000_000 + instant.getNano()).substring(1);
    return instant.getEpochSecond() + "." + nanos;
  }
}
