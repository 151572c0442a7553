package io.tocsin.streams.graph;

import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.logs.Unreachable;
import io.tocsin.telemetry.LearnedDependency;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom services named in lines that tell of failed connections, by both their keys. What a name
 * means is settled when it is read, for an address means somebody else tomorrow.
 */
final class Sightings {
  private static final int MOST = 2_048;
  private static final int MOST_READ = 1_024;
  private static final String ARROW = " > ";

  private final Recent<String, Sighting> seen;
  private final Map<String, List<Subject>> named = new HashMap<>();

  /** An incident's lines are read anew whenever it is told, and say the same each time. */
  private final Recent<String, List<String>> read = new Recent<>(MOST_READ);

  Sightings(@Nullable Map<String, Sighting> kept) {
    seen = new Recent<>(MOST, kept);
  }

  Map<String, Sighting> state() {
    return new LinkedHashMap<>(seen);
  }

  List<LearnedDependency> observe(Subject from, Instant at, String line, Roster roster) {
    List<LearnedDependency> learned = new ArrayList<>();
    for (Subject to : named(from, line, roster)) {
      note(new Pair(from, to), at, line, learned);
    }
    return learned;
  }

  List<Subject> named(Subject from, String line, Roster roster) {
    List<String> hosts = read.computeIfAbsent(line, Unreachable::hosts);
    List<Subject> byName = resolve(from, hosts, roster, false);
    return byName.isEmpty() ? resolve(from, hosts, roster, true) : byName;
  }

  /** A name says more than an address, which may be a proxy's. */
  private static List<Subject> resolve(
      Subject from, List<String> hosts, Roster roster, boolean addresses) {
    return hosts.stream()
        .filter(host -> Unreachable.isAddress(host) == addresses)
        .flatMap(host -> roster.resolve(from, host).stream())
        .distinct()
        .toList();
  }

  private record Pair(Subject from, Subject to) {
    String key() {
      return from.key() + ARROW + to.key();
    }
  }

  private void note(Pair pair, Instant at, String line, List<LearnedDependency> learned) {
    Sighting before = seen.get(pair.key());
    Sighting now = before == null ? Sighting.of(at, line) : before.again(at, line);
    seen.renew(pair.key(), now);
    if (before == null && !named.isEmpty()) {
      named.computeIfAbsent(pair.from().key(), from -> new ArrayList<>()).add(pair.to());
    }
    if (before == null || before.confidence() != now.confidence()) {
      learned.add(now.learned(pair.from(), pair.to()));
    }
  }

  boolean forget(Instant now) {
    boolean isForgotten = seen.values().removeIf(sighting -> sighting.isOver(now));
    if (isForgotten) {
      named.clear();
    }
    return isForgotten;
  }

  /** Those that had to give way to others may still be in the index. */
  List<Edge> of(Subject from) {
    index();
    List<Edge> edges = new ArrayList<>();
    for (Subject to : named.getOrDefault(from.key(), List.of())) {
      Sighting sighting = seen.get(new Pair(from, to).key());
      if (sighting != null) {
        edges.add(edge(from, to, sighting));
      }
    }
    return edges;
  }

  private void index() {
    if (named.isEmpty()) {
      for (String key : seen.keySet()) {
        int arrow = key.indexOf(ARROW);
        Subject to = Subject.parse(key.substring(arrow + ARROW.length()));
        named.computeIfAbsent(key.substring(0, arrow), from -> new ArrayList<>()).add(to);
      }
    }
  }

  private static Edge edge(Subject from, Subject to, Sighting sighting) {
    String because = "its own line says: " + sighting.line();
    return new Edge(from, to, Edge.Source.OBSERVED, sighting.confidence(), because);
  }
}
