package io.tocsin.streams.testkit;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerFacts.Dependency;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Introduces a container, again and again as it changes. */
public final class Facts {
  private final Subject subject;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, String> overrides = new LinkedHashMap<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private String id = "c1".repeat(32);
  private String image = "shop:1";
  private Instant now = Events.T0;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private @Nullable Integer restarts;

  private Facts(Subject subject) {
    this.subject = subject;
  }

  public static Facts of(String service) {
    return new Facts(new Subject("host1", "shop", service));
  }

  /** Time, in seconds since the beginning. */
  public Facts at(double seconds) {
    now = Events.T0.plusNanos(Math.round(seconds * 1e9));
    return this;
  }

  public Facts container(String containerId) {
    id = containerId;
    return this;
  }

  public Facts image(String name) {
    image = name;
    return this;
  }

  public Facts label(String name, String value) {
    labels.put(name, value);
    return this;
  }

  /** How often its policy has started it again. */
  public Facts restarts(int count) {
    restarts = count;
    return this;
  }

  /** A rule's parameter. */
  public Facts override(String name, String value) {
    overrides.put(name, value);
    return this;
  }

  public Facts dependsOn(String service, String condition, @Nullable String healthAtStart) {
    dependencies.removeIf(dependency -> dependency.service().equals(service));
    dependencies.add(new Dependency(service, condition, healthAtStart));
    return this;
  }

  /** It has just been started. */
  public ContainerFacts started() {
    startedAt = now;
    return facts("running", null);
  }

  public ContainerFacts running() {
    return facts("running", null);
  }

  /** It has just ended. */
  public ContainerFacts exited(int code) {
    finishedAt = now;
    return facts("exited", code);
  }

  public ContainerFacts removed() {
    return facts(ContainerFacts.REMOVED, null);
  }

  private ContainerFacts facts(String state, @Nullable Integer exitCode) {
    return new ContainerFacts(
        now,
        subject,
        new ContainerRef(id, "shop-" + subject.service() + "-1", image),
        "sha256:1",
        state,
        Events.T0.minus(Duration.ofDays(1)),
        startedAt,
        new ContainerTraits(
            io.tocsin.telemetry.RestartPolicy.NO,
            false,
            false,
            false,
            Duration.ofSeconds(10),
            null,
            overrides),
        new ContainerFacts.Limits(null, null, null),
        null,
        dependencies,
        labels,
        List.of(),
        List.of(),
        List.of(),
        new ContainerFacts.Run(finishedAt, exitCode, null, restarts));
  }
}
