package io.tocsin.bench.jmh;

import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is written for a receiver. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.MICROSECONDS)
public class Messages {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final String URL = "https://example.com/hook";

  private final Receiver webhook =
      ReceiverConfig.of(
              "webhooks", Map.of("url", URL, "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
          .receiver();
  private final Receiver slack = ReceiverConfig.of("slack", Map.of("url", URL)).receiver();
  private final Incident incident =
      new Incident(
          Incident.SCHEMA,
          "i1",
          1,
          Incident.State.OPEN,
          Severity.CRITICAL,
          "backend is in a restart loop",
          "host1",
          "netra",
          AT,
          AT,
          AT,
          null,
          new Incident.Cause("backend", "netra-backend-1", "restart-rate", "exits with 3", 0.93),
          List.of(new Incident.Candidate("backend", 0.93)),
          List.of(new Incident.Step("backend", "it exits with code 3", List.of("exit code 3"))),
          List.of("backend", "frontend"),
          List.of(),
          List.of(),
          List.of("Read the last lines of its log."),
          Map.of());

  @Benchmark
  public String webhook() {
    return webhook.message(incident, AT).body();
  }

  @Benchmark
  public String slack() {
    return slack.message(incident, AT).body();
  }
}
