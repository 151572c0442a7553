package io.tocsin.streams.testkit;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.EngineEvent;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the events of containers, one after the other, in the sequences of a real engine. */
public final class Events {
  public static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

  private final List<EngineEvent> events = new ArrayList<>();
  private Subject subject;
  private String id = "c1";
  private Instant now = T0;
  private RestartPolicy policy = RestartPolicy.NO;
  private boolean autoRemove;
  private boolean interactive;
  private boolean oneOff;
  private boolean reconciled;
  private @Nullable Bytes limit;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, String> attributes = new LinkedHashMap<>();

  private Events(Subject subject) {
    this.subject = subject;
  }

  public static Events of(String service) {
    return new Events(new Subject("host1", "shop", service));
  }

  /** Of a container that belongs to no stack. */
  public static Events outsideStacks(String container) {
    return new Events(new Subject("host1", "", container));
  }

  /** Time, in seconds since the beginning. */
  public Events at(double seconds) {
    now = T0.plusNanos(Math.round(seconds * 1e9));
    return this;
  }

  public Events after(double seconds) {
    now = now.plusNanos(Math.round(seconds * 1e9));
    return this;
  }

  public Events container(String containerId) {
    id = containerId;
    return this;
  }

  public Events service(String service) {
    subject = new Subject(subject.host(), subject.stack(), service);
    id = service;
    return this;
  }

  public Events policy(String name, int retries) {
    policy = new RestartPolicy(name, retries);
    return this;
  }

  public Events autoRemove() {
    autoRemove = true;
    return this;
  }

  public Events interactive() {
    interactive = true;
    return this;
  }

  public Events oneOff() {
    oneOff = true;
    return this;
  }

  public Events reconciled() {
    reconciled = true;
    return this;
  }

  public Events limit(String size) {
    limit = Bytes.parse(size);
    return this;
  }

  public Events label(String name, String value) {
    labels.put(name, value);
    return this;
  }

  /** An attribute of the next event only. */
  public Events with(String name, String value) {
    attributes.put(name, value);
    return this;
  }

  public Events create() {
    return add("container", "create", null, null);
  }

  public Events start() {
    return add("container", "start", null, null);
  }

  public Events action(String action) {
    return add("container", action, null, null);
  }

  public Events kill(String signal) {
    return with("signal", signal).add("container", "kill", null, null);
  }

  public Events die(int code) {
    return die(code, false, List.of("bye"));
  }

  public Events die(int code, boolean oomKilled, List<String> logs) {
    return with("exitCode", Integer.toString(code))
        .add("container", "die", new EngineEvent.Exit(code, oomKilled, "", logs), null);
  }

  /** The collector's own event of a start that the engine refused. */
  public Events startFailed(int code, String error) {
    return with("exitCode", Integer.toString(code))
        .add(
            "container", "start-failed", new EngineEvent.Exit(code, false, error, List.of()), null);
  }

  public Events health(String status, String output) {
    int streak = status.equals("unhealthy") ? 3 : 0;
    return add("container", "health_status", null, new EngineEvent.Health(status, streak, output));
  }

  /** {@code docker stop}: the engine's sequence. */
  public Events stop(int code) {
    return kill("15").after(0.2).die(code).after(0.01).action("stop");
  }

  /** {@code docker restart}: the engine's sequence. */
  public Events restart(int code) {
    return stop(code).after(0.3).start().after(0.01).action("restart");
  }

  /** {@code docker rm -f} of a running container: the engine's sequence. */
  public Events removeByForce() {
    kill("9").after(0.05).die(137).after(0.05);
    network("disconnect").after(0.05);
    return action("destroy");
  }

  /** A death and the start that the restart policy makes of it. */
  public Events crash(int code, double backOff) {
    return die(code).after(backOff).start();
  }

  public Events network(String action) {
    with("container", id);
    return add("network", action, null, null);
  }

  public Events engine(String type, String action) {
    return add(type, action, null, null);
  }

  public List<EngineEvent> list() {
    return List.copyOf(events);
  }

  private Events add(
      String type,
      String action,
      EngineEvent.@Nullable Exit exit,
      EngineEvent.@Nullable Health health) {
    boolean container = type.equals("container");
    events.add(
        new EngineEvent(
            now,
            container ? subject : Subject.ofEngine(subject.host()),
            type,
            action,
            container ? new ContainerRef(id, "shop-" + subject.service() + "-1", "shop:1") : null,
            container ? null : "something",
            attributes,
            container ? traits() : null,
            exit,
            health,
            reconciled));
    attributes.clear();
    return this;
  }

  private ContainerTraits traits() {
    return new ContainerTraits(
        policy, autoRemove, interactive, oneOff, Duration.ofSeconds(10), limit, labels);
  }
}
