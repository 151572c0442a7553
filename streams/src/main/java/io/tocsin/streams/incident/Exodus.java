package io.tocsin.streams.incident;

import io.tocsin.streams.detect.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notices that all of a host's containers ended at once: the engine's restart, or the host's. */
final class Exodus {
  static final Duration AT_ONCE = Duration.ofSeconds(10);
  private static final int FEWEST = 4;
  private static final int CONTAINERS = 512;

  private final Recent<String, Instant> ends;

  Exodus(@Nullable Map<String, Instant> kept) {
    ends = new Recent<>(CONTAINERS, kept);
  }

  Map<String, Instant> state() {
    return new LinkedHashMap<>(ends);
  }

  void ended(String container, Instant at) {
    ends.renew(container, at);
  }

  /** It was removed, which somebody did and no end of an engine does. */
  void removed(String container) {
    ends.remove(container);
  }

  /**
   * The last such end; several if they are still known.
   *
   * @param running the containers that run now; what ended and was started again is among them
   */
  List<Sign> signs(Set<String> running, String host) {
    List<Sign> signs = new ArrayList<>();
    Instant passed = Instant.MIN;
    for (Instant first : new TreeSet<>(ends.values())) {
      Set<String> together = endedFrom(first);
      if (first.isAfter(passed) && together.size() >= FEWEST && together.containsAll(running)) {
        passed = first.plus(AT_ONCE);
        signs.add(sign(first, together.size(), host));
      }
    }
    return signs;
  }

  private Set<String> endedFrom(Instant first) {
    return ends.entrySet().stream()
        .filter(end -> !end.getValue().isBefore(first))
        .filter(end -> end.getValue().isBefore(first.plus(AT_ONCE)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Sign sign(Instant at, int count, String host) {
    String statement =
        "%d containers of the host %s ended within %d s: its engine or the host itself went down"
            .formatted(count, host, AT_ONCE.toSeconds());
    String evidence = Numbers.time(at) + ": " + count + " containers ended";
    return new Sign(
        Sign.Kind.ALL_ENDED, at, at.plus(Signs.AFTERMATH), "", statement, List.of(evidence));
  }
}
