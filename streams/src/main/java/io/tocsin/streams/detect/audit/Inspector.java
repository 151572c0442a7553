package io.tocsin.streams.detect.audit;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts.Dependency;
import io.tocsin.telemetry.EngineFacts;
import io.tocsin.telemetry.EngineFacts.Amount;
import io.tocsin.telemetry.EngineFacts.Row;
import io.tocsin.telemetry.EngineFacts.Storage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks through a host's facts. Jobs are left out: they neither serve nor stay. */
final class Inspector {
  private static final Set<String> RUNNING = Set.of("running", "restarting", "paused");
  private static final Set<String> ENDED = Set.of("exited", "dead");

  private final EngineFacts facts;
  private final Limits limits;
  private final Map<String, Report> stacks = new TreeMap<>();

  /**
   * From when on waste is worth a word.
   *
   * @param waste how much could be cleared away
   * @param exited how many containers have ended and still lie there
   */
  record Limits(Bytes waste, int exited) {}

  private Inspector(EngineFacts facts, Limits limits) {
    this.facts = facts;
    this.limits = limits;
  }

  /**
   * A report for each stack of which something runs, and under the empty name one for the host and
   * the containers outside any stack.
   *
   * @param heeded whether a container is to be looked at
   */
  static Map<String, Report> inspect(EngineFacts facts, Limits limits, Predicate<Row> heeded) {
    Inspector inspector = new Inspector(facts, limits);
    List<Row> services =
        facts.containers().stream()
            .filter(row -> RUNNING.contains(row.state()))
            .filter(row -> !row.traits().oneOff() && !row.traits().autoRemove())
            .filter(heeded)
            .toList();
    services.forEach(row -> inspector.service(row, services));
    inspector.host();
    return inspector.stacks;
  }

  private Report report(String stack) {
    return stacks.computeIfAbsent(stack, name -> new Report());
  }

  private void service(Row row, List<Row> all) {
    Report report = report(row.subject().stack());
    String name = row.subject().service();
    if (row.traits().memoryLimit() == null) {
      report.note("no memory limit", name);
    }
    if (!row.healthCheck()) {
      report.note("no health check", name);
    }
    for (Dependency on : row.dependsOn()) {
      if (on.condition().equals("service_started") && hasHealthCheck(row, on, all)) {
        report.note("does not wait for a dependency's health", name + " → " + on.service());
      }
    }
  }

  private static boolean hasHealthCheck(Row from, Dependency on, List<Row> all) {
    return all.stream()
        .anyMatch(
            row ->
                row.healthCheck()
                    && row.subject().stack().equals(from.subject().stack())
                    && row.subject().service().equals(on.service()));
  }

  private void host() {
    Report report = report("");
    promised(report);
    long ended =
        facts.containers().stream()
            .filter(row -> ENDED.contains(row.state()) && !row.traits().autoRemove())
            .count();
    if (ended >= limits.exited()) {
      report.note("containers that have ended and were not removed", Long.toString(ended));
    }
    waste(report, facts.storage());
  }

  /** The sum of the limits may be more than there is, until all want what they may have. */
  private void promised(Report report) {
    Bytes memory = facts.memory();
    long promised =
        facts.containers().stream()
            .filter(row -> RUNNING.contains(row.state()))
            .map(row -> row.traits().memoryLimit())
            .filter(Objects::nonNull)
            .mapToLong(Bytes::value)
            .sum();
    if (memory != null && promised > memory.value()) {
      report.note(
          "memory limits add up beyond the host's memory", new Bytes(promised) + " of " + memory);
    }
  }

  private void waste(Report report, @Nullable Storage storage) {
    if (storage == null) {
      return;
    }
    waste(report, "build cache", storage.buildCache());
    waste(report, "ended containers", storage.exitedContainers());
    waste(report, "images without a name", storage.danglingImages());
    waste(report, "volumes that nothing uses", storage.orphanVolumes());
  }

  private void waste(Report report, String what, Amount amount) {
    if (amount.size().compareTo(limits.waste()) >= 0) {
      report.note("could be cleared away", what + " " + amount.size());
    }
  }

  /** The stacks that exist at all, those of which nothing runs too. */
  static Set<String> stacks(EngineFacts facts) {
    Set<String> stacks = new HashSet<>(Set.of(""));
    facts.containers().forEach(row -> stacks.add(row.subject().stack()));
    return stacks;
  }
}
