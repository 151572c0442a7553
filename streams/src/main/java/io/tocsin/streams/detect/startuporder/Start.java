package io.tocsin.streams.detect.startuporder;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerFacts.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A container's start while something that it depends on was not ready, and how it fared.
 *
 * @param container its name
 * @param at when it was started
 * @param unready the dependencies with a health check that were not healthy
 * @param ready the names of its other dependencies
 * @param refusals the lines that tell of a failed connection, the last ones
 * @param count how many there were
 * @param first when the first came; null before
 * @param last when the last came; null before
 * @param otherError whether it wrote an error of another kind
 * @param end how it ended; null while it runs
 */
record Start(
    String container,
    Instant at,
    List<Dependency> unready,
    List<String> ready,
    List<String> refusals,
    int count,
    @Nullable Instant first,
    @Nullable Instant last,
    boolean otherError,
    @Nullable End end) {
  private static final int LINES = 5;
  private static final int LINE_LENGTH = 300;

  /**
   * An end by itself, with a failure.
   *
   * @param toldAt when it was introduced
   */
  record End(Instant at, int code, Instant toldAt) {}

  static Start of(ContainerFacts facts, Instant startedAt) {
    return new Start(
        facts.container().name(),
        startedAt,
        facts.dependsOn().stream().filter(Dependency::wasUnready).toList(),
        facts.dependsOn().stream()
            .filter(dependency -> !dependency.wasUnready())
            .map(Dependency::service)
            .toList(),
        List.of(),
        0,
        null,
        null,
        false,
        null);
  }

  List<String> unreadyNames() {
    return unready.stream().map(Dependency::service).toList();
  }

  /** {@code db (starting)}. */
  String describe() {
    return unready.stream()
        .map(dependency -> dependency.service() + " (" + dependency.healthAtStart() + ")")
        .collect(Collectors.joining(", "));
  }

  /** Whether a failed connection is about what was not ready, as far as the line tells. */
  boolean concerns(String line) {
    return Refusals.names(line, unreadyNames()) || !Refusals.names(line, ready);
  }

  Start refused(Instant when, String line) {
    List<String> lines = new ArrayList<>(refusals);
    lines.add(line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH));
    List<String> kept = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    Instant begin = first == null ? when : first;
    return new Start(
        container, at, unready, ready, List.copyOf(kept), count + 1, begin, when, otherError, end);
  }

  Start erred() {
    return otherError
        ? this
        : new Start(container, at, unready, ready, refusals, count, first, last, true, end);
  }

  Start ended(End how) {
    return new Start(container, at, unready, ready, refusals, count, first, last, otherError, how);
  }

  /** Whether the first failed connection came so soon after the start. */
  boolean erredWithin(Duration span) {
    return first != null && !first.isAfter(at.plus(span));
  }

  /** From the first failed connection to the last. */
  Duration refusedFor() {
    return first == null || last == null ? Duration.ZERO : Duration.between(first, last);
  }
}
