package io.tocsin.streams;

import io.tocsin.streams.detect.Where;
import io.tocsin.streams.detect.Where.Identity;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Telemetry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records from a rule that is not for them. What a record does not tell of its container,
 * such as its labels, is known from the container's introduction; before that it fits no pattern.
 */
final class Admission {
  private static final int MOST = 256;

  private final Where where;
  private final Map<String, Boolean> containers = new HashMap<>();

  Admission(Where where) {
    this.where = where;
  }

  /** Whether the rule is for the container that this record is about. */
  boolean admits(Telemetry record, Acquaintances known) {
    if (record instanceof LogLine line) {
      return admits(line, known);
    }
    if (!where.fits(record.subject())) {
      return false;
    }
    return !where.asksForContainers() || where.fits(identity(record, known));
  }

  /** Whether the rule is for this container. */
  boolean admits(ContainerFacts facts) {
    containers.clear();
    return where.fits(facts.subject()) && where.fits(identity(facts));
  }

  /** Lines are many, and containers few. */
  private boolean admits(LogLine line, Acquaintances known) {
    Boolean answer = containers.get(line.containerId());
    if (answer == null) {
      if (containers.size() >= MOST) {
        containers.clear();
      }
      ContainerFacts facts = known.container(line.subject(), line.containerId());
      Identity identity =
          facts == null ? new Identity(line.container(), "", Map.of()) : identity(facts);
      answer = where.fits(line.subject()) && where.fits(identity);
      containers.put(line.containerId(), answer);
    }
    return answer;
  }

  private static Identity identity(Telemetry record, Acquaintances known) {
    ContainerRef container = container(record);
    if (container == null) {
      return Identity.UNKNOWN;
    }
    ContainerFacts facts = known.container(record.subject(), container.id());
    Map<String, String> labels = facts == null ? Map.of() : facts.labels();
    return new Identity(container.name(), container.image(), labels);
  }

  private static Identity identity(ContainerFacts facts) {
    return new Identity(facts.container().name(), facts.container().image(), facts.labels());
  }

  private static @Nullable ContainerRef container(Telemetry record) {
    if (record instanceof EngineEvent event) {
      return event.container();
    }
    return record instanceof ResourceSample sample ? sample.container() : null;
  }
}
