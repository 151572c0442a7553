package io.tocsin.streams.advice;

import io.tocsin.streams.change.Makeup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an audit would say of the service in trouble: it made this harder than need be. */
final class Omissions {
  private Omissions() {}

  static Optional<String> of(Place place) {
    return place.makeup().flatMap(made -> told(place, lacks(made)));
  }

  private static List<String> lacks(Makeup made) {
    List<String> lacks = new ArrayList<>();
    if (made.memoryLimit().isEmpty()) {
      lacks.add("memory limit");
    }
    if (made.lacksHealthCheck()) {
      lacks.add("health check");
    }
    if (!made.isRestarted()) {
      lacks.add("restart policy");
    }
    return lacks;
  }

  private static Optional<String> told(Place place, List<String> lacks) {
    return lacks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "When it is over: %s has no %s."
                .formatted(place.service(), String.join(", no ", lacks)));
  }
}
