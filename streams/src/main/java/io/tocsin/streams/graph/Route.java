package io.tocsin.streams.graph;

import java.util.ArrayList;
import java.util.List;

/** A way through the graph, from one who depends to what is depended on. */
public record Route(List<Edge> edges) {
  static final Route NOWHERE = new Route(List.of());

  public Route {
    edges = List.copyOf(edges);
  }

  public int steps() {
    return edges.size();
  }

  /** Of all its dependencies together. */
  public double confidence() {
    return edges.stream().mapToDouble(Edge::confidence).reduce(1, (one, other) -> one * other);
  }

  Route then(Edge next) {
    List<Edge> longer = new ArrayList<>(edges);
    longer.add(next);
    return new Route(longer);
  }
}
