package io.tocsin.streams.scenario;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerFacts.Dependency;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.EngineFacts;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One container of a scenario: it is told what happens to it, and gives out what a host would. */
final class Actor {
  private final Subject subject;
  private final int replica;
  private final ServicePlan plan;
  private final World world;
  private String image;
  private String state = "running";
  private String health = "starting";
  private List<Dependency> dependencies;
  private ContainerFacts.@Nullable Run run;
  private int generation = 1;
  private boolean isIntroduced;
  private @Nullable Instant startedAt;
  private Instant sampledAt = Instant.MIN;
  private long cpuNanos;
  private long periods;
  private long throttled;

  /** Where it lives. */
  interface World {
    void give(Cue cue);

    /** How a service is at the moment, as {@link Dependency#healthAtStart()} has it. */
    String health(Subject service);
  }

  Actor(Subject subject, int replica, ServicePlan plan, World world) {
    this.subject = subject;
    this.replica = replica;
    this.plan = plan;
    this.world = world;
    image = plan.image();
    dependencies = plan.dependsOn();
  }

  /** The container as it stands, to go on beside its successor. */
  Actor copy() {
    Actor copy = new Actor(subject, replica, plan, world);
    copy.image = image;
    copy.generation = generation;
    copy.isIntroduced = isIntroduced;
    return copy;
  }

  ServicePlan plan() {
    return plan;
  }

  /** From now on it is another container of the same service. */
  void replace(@Nullable String newImage) {
    generation++;
    image = newImage == null ? image : newImage;
    isIntroduced = false;
    sampledAt = Instant.MIN;
    cpuNanos = 0;
    periods = 0;
    throttled = 0;
    startedAt = null;
  }

  /** The facts come before the first record, and again whenever they have changed. */
  void becomes(Instant at, String newState) {
    state = newState;
    isIntroduced = true;
    if (newState.equals("running")) {
      starts(at);
    }
    Subject of = subject;
    ContainerRef container = container();
    Life life = new Life(newState, at, startedAt, dependencies, run);
    give(at, clock -> facts(clock, of, container, life));
  }

  private void starts(Instant at) {
    startedAt = at;
    health = "starting";
    run = null;
    dependencies =
        plan.dependsOn().stream()
            .map(
                on ->
                    new Dependency(
                        on.service(),
                        on.condition(),
                        world.health(new Subject(subject.host(), subject.stack(), on.service()))))
            .toList();
  }

  private record Life(
      String state,
      Instant createdAt,
      @Nullable Instant startedAt,
      List<Dependency> dependencies,
      ContainerFacts.@Nullable Run run) {}

  /** How it is at the moment, for those who depend on it. */
  String health() {
    boolean runs = startedAt != null && state.equals("running");
    if (plan.hasHealthCheck()) {
      return runs ? health : "starting";
    }
    return runs ? "none" : "absent";
  }

  Subject subject() {
    return subject;
  }

  /** How the collector counts it. */
  EngineFacts.Row row() {
    return new EngineFacts.Row(
        subject,
        name(),
        state,
        state.equals("running") ? null : startedAt,
        plan.hasHealthCheck(),
        plan.traits(),
        plan.dependsOn());
  }

  private ContainerFacts facts(Instant at, Subject of, ContainerRef container, Life life) {
    Map<String, String> labels = new LinkedHashMap<>(plan.labels());
    labels.put("com.docker.compose.project", of.stack());
    labels.put("com.docker.compose.service", of.service());
    return new ContainerFacts(
        at,
        of,
        container,
        "sha256:" + Digest.of(container.image()),
        life.state(),
        life.createdAt(),
        life.startedAt(),
        plan.traits(),
        new ContainerFacts.Limits(plan.traits().memoryLimit(), plan.cpus(), null),
        plan.hasHealthCheck() ? CHECK : null,
        life.dependencies(),
        labels,
        List.of(),
        List.of(),
        List.of(),
        life.run());
  }

  private static final ContainerFacts.HealthCheck CHECK =
      new ContainerFacts.HealthCheck(
          Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ZERO, 3);

  /** The last that is told of it. */
  void goes(Instant at) {
    event(at, "destroy", Map.of());
    becomes(at, ContainerFacts.REMOVED);
  }

  /** An event of this container. */
  void event(Instant at, String action, Map<String, String> attributes) {
    event(at, action, attributes, null, null);
  }

  void event(
      Instant at,
      String action,
      Map<String, String> attributes,
      EngineEvent.@Nullable Exit exit,
      EngineEvent.@Nullable Health told) {
    introduce(at);
    note(at, exit, told);
    ContainerRef container = container();
    Map<String, String> kept = Map.copyOf(attributes);
    give(
        at,
        clock ->
            new EngineEvent(
                clock,
                subject,
                "container",
                action,
                container,
                null,
                kept,
                plan.traits(),
                exit,
                told,
                false));
  }

  private void note(
      Instant at, EngineEvent.@Nullable Exit exit, EngineEvent.@Nullable Health told) {
    health = told == null ? health : told.status();
    run = exit == null ? run : new ContainerFacts.Run(at, exit.code(), null);
  }

  void log(Instant at, LogLine.Stream stream, String text) {
    introduce(at);
    String id = id().substring(0, 12);
    Map<String, String> overrides = plan.traits().overrides();
    give(
        at,
        clock ->
            new LogLine(
                clock,
                subject,
                name(),
                id,
                stream,
                text,
                false,
                overrides.isEmpty() ? null : overrides));
  }

  /** What it uses; the counters grow by what has passed since the last sample. */
  record Use(Bytes memory, double cores, double throttledShare, long pids) {}

  void sample(Instant at, Use use, @Nullable Bytes limit) {
    introduce(at);
    if (!sampledAt.equals(Instant.MIN)) {
      double seconds = Duration.between(sampledAt, at).toNanos() / 1e9;
      cpuNanos += Math.round(use.cores() * seconds * 1e9);
      long passed = plan.cpus() == null ? 0 : Math.round(seconds * 10);
      periods += passed;
      throttled += Math.round(passed * use.throttledShare());
    }
    sampledAt = at;
    ContainerRef container = container();
    ResourceSample.Memory memory = new ResourceSample.Memory(use.memory(), use.memory(), limit);
    ResourceSample.Cpu cpu =
        new ResourceSample.Cpu(cpuNanos, periods, throttled, throttled * 50_000_000);
    Map<String, String> overrides = plan.traits().overrides();
    give(
        at,
        clock ->
            new ResourceSample(
                clock,
                subject,
                container,
                "cgroup",
                memory,
                cpu,
                new ResourceSample.Pids(use.pids(), null),
                null,
                overrides.isEmpty() ? null : overrides));
  }

  String id() {
    String digest = Digest.of(subject.key(), replica, generation);
    return digest.repeat(4);
  }

  private ContainerRef container() {
    return new ContainerRef(id(), name(), image);
  }

  private String name() {
    return subject.stack().isEmpty()
        ? subject.service()
        : subject.stack() + '-' + subject.service() + '-' + replica;
  }

  private void introduce(Instant at) {
    if (!isIntroduced) {
      becomes(at, state);
    }
  }

  private void give(Instant at, Function<Instant, Telemetry> made) {
    world.give(new Cue.Recorded(at, made));
  }
}
