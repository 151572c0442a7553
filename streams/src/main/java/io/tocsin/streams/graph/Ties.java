package io.tocsin.streams.graph;

import io.tocsin.streams.graph.Edge.Source;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings together the direct dependencies of a service from all that tells of them. */
final class Ties {
  private static final double COMMAND = 0.8;
  private static final double ENVIRONMENT = 0.5;

  private final Map<String, Map<String, List<String>>> declared;
  private final Roster roster;
  private final Sightings sightings;

  Ties(Map<String, Map<String, List<String>>> declared, Roster roster, Sightings sightings) {
    this.declared = declared;
    this.roster = roster;
    this.sightings = sightings;
  }

  List<Edge> of(Subject from) {
    List<Edge> all = new ArrayList<>(configured(from));
    for (Resident resident : roster.of(from)) {
      resident.dependsOn().forEach((service, how) -> all.add(labelled(from, service, how)));
    }
    all.addAll(sightings.of(from));
    for (Resident resident : roster.of(from)) {
      resident.mentions().forEach(host -> guess(all, from, new Hint(Source.COMMAND, host)));
      resident.variables().forEach(word -> guess(all, from, new Hint(Source.ENVIRONMENT, word)));
    }
    Map<String, Edge> best = new TreeMap<>();
    all.stream()
        .filter(edge -> !edge.to().equals(from))
        .sorted(Comparator.comparing(Edge::source))
        .forEach(edge -> best.putIfAbsent(edge.to().key(), edge));
    return best.values().stream()
        .sorted(Comparator.comparingDouble(Edge::confidence).reversed())
        .toList();
  }

  private List<Edge> configured(Subject from) {
    return declared
        .getOrDefault(from.stack(), Map.of())
        .getOrDefault(from.service(), List.of())
        .stream()
        .map(on -> new Edge(from, beside(from, on), Source.CONFIGURED, 1, "as configured"))
        .toList();
  }

  private static Edge labelled(Subject from, String service, String condition) {
    String because = "depends_on, condition: " + condition;
    return new Edge(from, beside(from, service), Source.LABELLED, 1, because);
  }

  private static Subject beside(Subject from, String service) {
    return new Subject(from.host(), from.stack(), service);
  }

  private record Hint(Source source, String word) {}

  private void guess(List<Edge> all, Subject from, Hint hint) {
    boolean command = hint.source() == Source.COMMAND;
    String because = command ? "its command names it" : "its environment's variables name it";
    roster
        .resolve(from, hint.word())
        .map(to -> new Edge(from, to, hint.source(), command ? COMMAND : ENVIRONMENT, because))
        .ifPresent(all::add);
  }
}
