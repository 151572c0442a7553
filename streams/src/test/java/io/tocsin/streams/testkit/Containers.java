package io.tocsin.streams.testkit;

import static io.tocsin.streams.testkit.Events.T0;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.RestartPolicy;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A container whose parts can be set one by one; times in seconds since the beginning. */
public final class Containers {
  private final String service;
  private final Map<String, String> labels = new TreeMap<>();
  private String stack = "shop";
  private String id;
  private String image = "shop:1";
  private String imageId = "sha256:0123456789abcdef";
  private String state = "running";
  private int number = 1;
  private double created;
  private @Nullable Bytes memory;
  private @Nullable Double cpus;
  private @Nullable Long processes;
  private ContainerFacts.@Nullable HealthCheck check;
  private RestartPolicy policy = RestartPolicy.NO;
  private boolean oneOff;
  private List<String> networks = List.of("shop_default");
  private List<String> command = List.of("serve");
  private List<String> environment = List.of("PATH");
  private List<String> mounts = List.of();
  private List<ContainerFacts.Dependency> dependencies = List.of();

  private Containers(String service) {
    this.service = service;
    id = service;
  }

  public static Containers of(String service) {
    return new Containers(service);
  }

  public Containers stack(String name) {
    stack = name;
    return this;
  }

  /** A container of its own, made then. */
  public Containers created(String newId, double second) {
    id = newId;
    created = second;
    return this;
  }

  public Containers number(int replica) {
    number = replica;
    return this;
  }

  public Containers image(String name) {
    image = name;
    return this;
  }

  public Containers imageId(String digest) {
    imageId = digest;
    return this;
  }

  public Containers memory(String limit) {
    memory = Bytes.parse(limit);
    return this;
  }

  public Containers cpus(double cores) {
    cpus = cores;
    return this;
  }

  public Containers processes(long most) {
    processes = most;
    return this;
  }

  public Containers check(String test) {
    check =
        new ContainerFacts.HealthCheck(
            Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ZERO, 3, test);
    return this;
  }

  public Containers policy(String name, int retries) {
    policy = new RestartPolicy(name, retries);
    return this;
  }

  public Containers oneOff() {
    oneOff = true;
    return this;
  }

  public Containers networks(String... names) {
    networks = List.of(names);
    return this;
  }

  public Containers command(String... words) {
    command = List.of(words);
    return this;
  }

  public Containers environment(String... names) {
    environment = List.of(names);
    return this;
  }

  public Containers mounts(String... mounted) {
    mounts = List.of(mounted);
    return this;
  }

  public Containers dependsOn(String on, String condition) {
    dependencies = List.of(new ContainerFacts.Dependency(on, condition));
    return this;
  }

  public Containers label(String name, String value) {
    labels.put(name, value);
    return this;
  }

  public Containers state(String now) {
    state = now;
    return this;
  }

  public ContainerFacts removed(double second) {
    return facts(second, ContainerFacts.REMOVED);
  }

  public ContainerFacts seen(double second) {
    return facts(second, state);
  }

  private ContainerFacts facts(double second, String now) {
    if (!stack.isEmpty()) {
      labels.put("com.docker.compose.container-number", Integer.toString(number));
    }
    return new ContainerFacts(
            at(second),
            new Subject("host1", stack, service),
            new ContainerRef(id, "shop-" + service + "-" + number, image),
            imageId,
            now,
            at(created),
            null,
            new ContainerTraits(
                policy, false, false, oneOff, Duration.ofSeconds(10), memory, Map.of()),
            new ContainerFacts.Limits(memory, cpus, processes),
            check,
            dependencies,
            labels,
            networks,
            command,
            environment,
            null)
        .withMounts(mounts);
  }

  public static Instant at(double second) {
    return T0.plusMillis(Math.round(second * 1000));
  }
}
