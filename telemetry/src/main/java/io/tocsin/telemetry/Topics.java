package io.tocsin.telemetry;

import java.util.List;

/**
 * The names of the topics, with an optional prefix.
 *
 * @param prefix put before each name as it is; empty for none
 */
public record Topics(String prefix) {
  public static final Topics DEFAULT = new Topics("");

  /**
   * {@link EngineEvent}, {@link EngineFacts}, {@link ContainerFacts} as introductions, {@link
   * Heartbeat}, {@link Gap}; key = {@link Subject#key()}.
   */
  public String events() {
    return prefix + "docker.events";
  }

  /**
   * {@link LogLine}, {@link ContainerFacts} as introductions, {@link Heartbeat}, {@link Gap}; key =
   * {@link Subject#key()}.
   */
  public String logs() {
    return prefix + "docker.logs";
  }

  /**
   * {@link ResourceSample}, {@link ContainerFacts} as introductions, {@link Heartbeat}, {@link
   * Gap}; key = {@link Subject#key()}.
   */
  public String stats() {
    return prefix + "docker.stats";
  }

  /**
   * {@link ContainerFacts}; key = {@link #containerKey}; compacted. Every ten seconds a {@link
   * Heartbeat} besides.
   */
  public String containers() {
    return prefix + "docker.containers";
  }

  /** {@link Finding} and {@link Progress}; key = host. */
  public String findings() {
    return prefix + "tocsin.findings";
  }

  /** {@link Incident}; key = its id; compacted. */
  public String incidents() {
    return prefix + "tocsin.incidents";
  }

  /** {@link LearnedDependency}; key = {@link LearnedDependency#key()}; compacted. */
  public String dependencies() {
    return prefix + "tocsin.dependencies";
  }

  /** {@link RulesInForce}; key = the moment from which on they hold; compacted. */
  public String rules() {
    return prefix + "tocsin.rules";
  }

  /** {@link Silence} and {@link Acknowledgement}; key = theirs; compacted, one partition. */
  public String controls() {
    return prefix + "tocsin.controls";
  }

  /** What was delivered to whom: the ledger; compacted. */
  public String deliveries() {
    return prefix + "tocsin.deliveries";
  }

  /** What could not be read, processed or delivered, with the reason in its headers. */
  public String deadLetters() {
    return prefix + "tocsin.deadletters";
  }

  /** The topics that the collector writes and heartbeats go to. */
  public List<String> telemetry() {
    return List.of(events(), logs(), stats());
  }

  /** The key of a container's facts: the subject's, then the container's id. */
  public static String containerKey(Subject subject, String containerId) {
    return subject.key() + '/' + containerId;
  }
}
