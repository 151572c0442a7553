package io.tocsin.streams.incident;

import io.tocsin.telemetry.Subject;
import java.util.List;

/** What to do where the cause is no fault that a detector found. */
final class Remedy {
  private Remedy() {}

  static List<String> of(Sign sign, Subject subject) {
    String container = sign.container().isEmpty() ? subject.service() : sign.container();
    return switch (sign.kind()) {
      case PAUSED -> List.of("Let it go on: docker unpause " + container);
      case STOPPED, DIED ->
          sign.until() == null
              ? List.of("Start it again: docker start " + container)
              : List.of("Let those that depend on it connect anew; they should by themselves.");
      case DISCONNECTED ->
          List.of(
              "See which networks it is on: docker inspect -f '{{json .NetworkSettings.Networks}}' "
                  + container,
              "Connect it again: docker network connect NETWORK " + container);
      case ALL_ENDED ->
          List.of("See why: journalctl -u docker --since -1h, and how long the host is up: uptime");
    };
  }
}
