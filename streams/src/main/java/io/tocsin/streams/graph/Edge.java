package io.tocsin.streams.graph;

import io.tocsin.telemetry.Subject;

/**
 * A dependency of one service on another.
 *
 * @param confidence between 0 and 1; 1 for what was declared
 * @param because how it is known, to follow "from depends on to"
 */
public record Edge(Subject from, Subject to, Source source, double confidence, String because) {

  /** How a dependency came to be known, the surest first. */
  public enum Source {
    /** The section {@code depends} of the configuration. */
    CONFIGURED,
    /** Compose's label, or {@code tocsin.depends_on}. */
    LABELLED,
    /** A line in which the service names the other. */
    OBSERVED,
    /** Its command names the other. */
    COMMAND,
    /** The name of a variable of its environment names the other. */
    ENVIRONMENT
  }
}
