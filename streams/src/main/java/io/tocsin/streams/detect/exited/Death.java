package io.tocsin.streams.detect.exited;

import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a container failed.
 *
 * @param removed whether the engine removes it by itself ({@code --rm})
 */
record Death(
    Instant at,
    String container,
    int code,
    EngineEvent.@Nullable Exit exit,
    RestartPolicy policy,
    boolean removed,
    Duration after,
    Severity severity,
    List<String> problems) {

  static Death of(EngineEvent die, int code, Exited.Limits limits) {
    return new Death(
        die.at(),
        die.container() == null ? "" : die.container().name(),
        code,
        die.exit(),
        die.traitsOrDefault().restartPolicy(),
        die.traitsOrDefault().autoRemove(),
        limits.after(),
        limits.severity(),
        limits.problems());
  }

  Verdict verdict() {
    return new Verdict(
        severity,
        at,
        container,
        new Verdict.Measure(code, 0, "exit code", after),
        summary(),
        evidence());
  }

  String ending() {
    return removed ? "the engine has removed it" : "it runs again";
  }

  private String summary() {
    String why = exit != null && exit.oomKilled() ? " (killed for memory)" : "";
    return removed
        ? "%s exited with code %d%s, and the engine has removed it (--rm)"
            .formatted(container, code, why)
        : "%s exited with code %d%s and has been down for %s; restart policy %s does not start it"
            .formatted(container, code, why, Durations.format(after), policyName());
  }

  private String policyName() {
    return policy.maximumRetries() > 0
        ? policy.name() + ":" + policy.maximumRetries()
        : policy.name();
  }

  private Map<String, Object> evidence() {
    return Evidence.of("exitCode", code)
        .with(exit)
        .with("restartPolicy", policyName())
        .with("meaning", meaning())
        .with("removed", removed ? Boolean.TRUE : null)
        .with("ignoredLabels", problems)
        .build();
  }

  /** What shells and the engine mean by the codes that are no program's own. */
  private @Nullable String meaning() {
    return switch (code) {
      case 126 -> "the command cannot be executed";
      case 127 -> "no such command";
      case 134 -> "it aborted (signal " + (code - 128) + ")";
      case 137 -> "it was killed (signal 9), but nobody asked the engine for it";
      case 139 -> "segmentation fault (signal 11)";
      case 143 -> "it was told to end (signal 15), but nobody asked the engine for it";
      default -> null;
    };
  }
}
