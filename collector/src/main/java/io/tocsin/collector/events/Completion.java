package io.tocsin.collector.events;

import io.tocsin.collector.inventory.Inspection;
import io.tocsin.collector.inventory.Known;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Completes events with what an inspection and the log's tail tell of them. */
final class Completion {
  private static final Duration SAME_END = Duration.ofSeconds(2);
  private static final int SIGKILLED = 137;

  private final String host;
  private final Attributes attributes;
  private final StartConditions conditions;
  private final Map<String, Instant> oomKills = new HashMap<>();
  private final Set<String> killed = new HashSet<>();
  private final ProbeExecs probes = new ProbeExecs();

  Completion(String host, Attributes attributes, StartConditions conditions) {
    this.host = host;
    this.attributes = attributes;
    this.conditions = conditions;
  }

  EngineEvent ofEngine(RawEvent raw) {
    return new EngineEvent(
        raw.at(),
        Subject.ofEngine(host),
        raw.type(),
        raw.action(),
        null,
        raw.actorId(),
        attributes.of(raw, null),
        null,
        null,
        null,
        false);
  }

  /**
   * @param known the container, with the inspection that was just made if there is one
   * @param found what was found out for this very event
   */
  EngineEvent ofContainer(RawEvent raw, Known known, Found found) {
    Map<String, String> attributes = new LinkedHashMap<>(this.attributes.of(raw, known));
    probes.mark(raw, attributes);
    String dependencies = raw.action().equals("start") ? conditions.describe(known.id()) : "";
    if (!dependencies.isEmpty()) {
      attributes.put(EngineEvent.DEPENDENCIES, dependencies);
    }
    if (raw.action().equals("oom")) {
      oomKills.put(known.id(), raw.at());
    }
    EngineEvent.Exit exit = null;
    if (raw.action().equals("die")) {
      exit = exit(raw, known, found);
      restarts(known, found.fresh(), exit.code())
          .ifPresent(again -> attributes.put(EngineEvent.RESTARTING, again.toString()));
      oomKills.remove(known.id());
    }
    noteKill(raw);
    return new EngineEvent(
        raw.at(),
        known.subject(),
        raw.type(),
        raw.action(),
        known.container(),
        null,
        attributes,
        known.traits(),
        exit,
        health(raw, found.fresh()),
        found.reconciled());
  }

  /**
   * What was found out.
   *
   * @param fresh an inspection made for this event; null if it came too late
   * @param tail the container's last lines
   */
  record Found(@Nullable Inspection fresh, List<String> tail, boolean reconciled) {
    static final Found NOTHING = new Found(null, List.of(), false);
  }

  private EngineEvent.Exit exit(RawEvent raw, Known known, Found found) {
    Inspection fresh = found.fresh();
    Inspection end = fresh != null && !hasStartedSince(fresh, raw.at()) ? fresh : null;
    int inspected = end == null ? -1 : end.state().exitCode();
    int code = raw.exitCode() >= 0 ? raw.exitCode() : inspected;
    boolean oomKilled =
        end == null
            ? code == SIGKILLED && wasKilledForMemory(known.id(), raw.at())
            : end.state().oomKilled();
    String error = end == null ? "" : end.state().error();
    return new EngineEvent.Exit(code, oomKilled, error, found.tail());
  }

  /** A quick restart has reset {@code OOMKilled} already: the oom event just before must do. */
  private boolean wasKilledForMemory(String id, Instant diedAt) {
    Instant oom = oomKills.get(id);
    return oom != null && !oom.isBefore(diedAt.minus(SAME_END));
  }

  private static boolean hasStartedSince(Inspection fresh, Instant at) {
    Instant started = fresh.state().startedAt();
    return started != null && started.isAfter(at);
  }

  /** Whether the engine will start it again; empty if that cannot be known. */
  private Optional<Boolean> restarts(Known known, @Nullable Inspection fresh, int code) {
    if (fresh != null) {
      return Optional.of(fresh.state().restarting() || fresh.state().running());
    }
    ContainerTraits traits = known.traits();
    if (traits == null || known.inspection() == null) {
      return Optional.empty();
    }
    RestartPolicy policy = traits.restartPolicy();
    int done = known.inspection().state().restartCount();
    if (!policy.restarts(code)
        || (policy.maximumRetries() > 0 && done >= policy.maximumRetries())) {
      return Optional.of(false);
    }
    // what was told to end may have been stopped, and then stays down whatever its policy says
    return killed.contains(known.id()) ? Optional.empty() : Optional.of(true);
  }

  private void noteKill(RawEvent raw) {
    switch (raw.action()) {
      case "kill" -> killed.add(raw.containerId());
      case "start" -> killed.remove(raw.containerId());
      default -> {}
    }
  }

  private static EngineEvent.@Nullable Health health(RawEvent raw, @Nullable Inspection fresh) {
    if (!raw.action().equals("health_status")) {
      return null;
    }
    EngineEvent.Health seen = fresh == null ? null : fresh.state().health();
    return seen != null && seen.status().equals(raw.detail())
        ? seen
        : new EngineEvent.Health(raw.detail(), 0, "");
  }

  void forget(String containerId) {
    oomKills.remove(containerId);
    killed.remove(containerId);
  }
}
