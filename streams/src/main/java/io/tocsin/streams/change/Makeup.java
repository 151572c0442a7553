package io.tocsin.streams.change;

import io.tocsin.telemetry.Bytes;
import java.util.List;
import java.util.Optional;

/** What a service's container is made of, as far as commands for people need it. */
public final class Makeup {
  /** Stands for Compose's version in what Swarm runs. */
  public static final String SWARM = "swarm";

  private final String service;
  private final String container;
  private final Face face;

  Makeup(String service, String container, Face face) {
    this.service = service;
    this.container = container;
    this.face = face;
  }

  public String service() {
    return service;
  }

  /** The container's name. */
  public String container() {
    return container;
  }

  /** As it was asked for, such as {@code postgres:16}. */
  public String image() {
    return face.value(Facet.IMAGE);
  }

  /** {@code sha256:…}; empty if nobody has said. */
  public String imageId() {
    return face.value(Facet.IMAGE_ID);
  }

  /** Empty where it has none. */
  public Optional<Bytes> memoryLimit() {
    String limit = face.value(Facet.MEMORY);
    return limit.isEmpty() ? Optional.empty() : Optional.of(new Bytes(Long.parseLong(limit)));
  }

  /** In cores; empty where it has none. */
  public Optional<Double> cpus() {
    String limit = face.value(Facet.CPUS);
    return limit.isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(limit));
  }

  /** The most processes it may have; empty where it may have any number. */
  public Optional<Long> processes() {
    String limit = face.value(Facet.PROCESSES);
    return limit.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(limit));
  }

  /** What it starts, with its arguments; empty if nobody has said. */
  public String command() {
    return face.value(Facet.COMMAND);
  }

  /** The names of its environment variables. */
  public List<String> environmentNames() {
    return face.members(Facet.ENVIRONMENT);
  }

  /** Whether it is known to have this variable or, if false, not to. */
  public Optional<Boolean> hasVariable(String name) {
    return face.knows(Facet.ENVIRONMENT)
        ? Optional.of(environmentNames().contains(name))
        : Optional.empty();
  }

  /** The networks that it is on. */
  public List<String> networks() {
    return face.members(Facet.NETWORKS);
  }

  /** What is mounted where, as {@code ContainerFacts.mounts} tells it. */
  public List<String> mounts() {
    return face.members(Facet.VOLUMES);
  }

  /** Whether it is known to have no health check. */
  public boolean lacksHealthCheck() {
    return face.knows(Facet.HEALTH_CHECK) && face.value(Facet.HEALTH_CHECK).isEmpty();
  }

  /** The command of its health check; empty if it has none, or nobody has said. */
  public String healthCheck() {
    String check = face.value(Facet.HEALTH_CHECK);
    int settings = check.lastIndexOf(", every ");
    return settings < 0 ? "" : check.substring(0, settings);
  }

  /** Its restart policy as {@code docker run --restart} takes it; empty for none. */
  public Optional<String> restartPolicy() {
    return isRestarted() ? Optional.of(face.value(Facet.RESTART_POLICY)) : Optional.empty();
  }

  /** Whether its restart policy starts it again after a failure. */
  public boolean isRestarted() {
    String policy = face.value(Facet.RESTART_POLICY);
    return !policy.isEmpty() && !policy.equals("no");
  }

  /** Where its Compose project lies. */
  public Project project() {
    String[] parts = (face.value(Facet.PROJECT) + "\n\n\n").split(Facet.AND, -1);
    return new Project(parts[0], parts[1], parts[2]);
  }

  /**
   * A Compose project, as its labels tell; each part is empty where they do not.
   *
   * @param version of Compose
   * @param directory in which Compose was called
   * @param files its Compose files, joined with commas; relative ones lie in the directory
   */
  public record Project(String version, String directory, String files) {}
}
