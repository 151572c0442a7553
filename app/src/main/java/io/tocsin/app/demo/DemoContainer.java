package io.tocsin.app.demo;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import io.tocsin.telemetry.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container for a demonstration.
 *
 * @param name unique within the run
 * @param script for a POSIX shell
 * @param restarts whether the engine starts it again when it fails
 * @param memory its limit
 * @param health a command that tells whether it is healthy
 */
public record DemoContainer(
    String name,
    Map<String, String> labels,
    String script,
    boolean restarts,
    Optional<Bytes> memory,
    Optional<String> health) {
  private static final Bytes SHARED_MEMORY = new Bytes(256L << 20);

  /** A service of a Compose stack that runs a script. */
  public static DemoContainer service(String stack, String service, String script) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("com.docker.compose.project", stack);
    labels.put("com.docker.compose.service", service);
    labels.put("com.docker.compose.oneoff", "False");
    return new DemoContainer(service, labels, script, false, Optional.empty(), Optional.empty());
  }

  public DemoContainer restarting() {
    return new DemoContainer(name, labels, script, true, memory, health);
  }

  public DemoContainer limitedTo(Bytes limit) {
    return new DemoContainer(name, labels, script, restarts, Optional.of(limit), health);
  }

  public DemoContainer withHealth(String command) {
    return new DemoContainer(name, labels, script, restarts, memory, Optional.of(command));
  }

  /** With a Compose dependency on a service of the same stack. */
  public DemoContainer dependingOn(String service) {
    Map<String, String> more = new LinkedHashMap<>(labels);
    more.put("com.docker.compose.depends_on", service + ":service_started:false");
    return new DemoContainer(name, more, script, restarts, memory, health);
  }

  CreateContainerCmd apply(CreateContainerCmd command) {
    HostConfig host =
        HostConfig.newHostConfig()
            .withNetworkMode("none")
            .withShmSize(SHARED_MEMORY.value())
            .withRestartPolicy(
                restarts ? RestartPolicy.onFailureRestart(0) : RestartPolicy.noRestart());
    memory.ifPresent(limit -> host.withMemory(limit.value()).withMemorySwap(limit.value()));
    health.ifPresent(test -> command.withHealthcheck(check(test)));
    return command.withHostConfig(host);
  }

  private static HealthCheck check(String test) {
    return new HealthCheck()
        .withTest(List.of("CMD-SHELL", test))
        .withInterval(Duration.ofSeconds(1).toNanos())
        .withTimeout(Duration.ofSeconds(2).toNanos())
        .withRetries(2);
  }
}
