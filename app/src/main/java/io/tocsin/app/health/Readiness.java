package io.tocsin.app.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** All checks together. */
public record Readiness(List<Check> checks) {
  public Readiness {
    checks = List.copyOf(checks);
  }

  /** Whether telemetry flows, the topologies run and the notifier runs. */
  @JsonProperty("ready")
  public boolean isReady() {
    return !checks.isEmpty() && checks.stream().allMatch(Check::ok);
  }

  /** What keeps it from being ready, for people. */
  @JsonProperty("missing")
  public List<String> missing() {
    return checks.stream()
        .filter(check -> !check.ok())
        .map(check -> check.name() + ": " + check.detail())
        .toList();
  }
}
