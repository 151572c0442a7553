package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;

/** A container of {@code docker inspect}. */
final class Inspected implements JsonKind {
  private final Containers containers;

  Inspected(Containers containers) {
    this.containers = containers;
  }

  @Override
  public boolean fits(JsonNode item) {
    return item.has("Id") && item.path("State").isObject() && item.path("Config").isObject();
  }

  @Override
  public Outcome read(JsonNode item, Place around) {
    return Outcome.Kept.of("docker inspect", containers.learn(item, around.source().modified()));
  }
}
