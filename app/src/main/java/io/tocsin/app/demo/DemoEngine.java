package io.tocsin.app.demo;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.tocsin.app.problem.Unreachable;
import io.tocsin.collector.inventory.Labels;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes containers for a demonstration, all of them marked, and takes every one of them away again.
 */
public final class DemoEngine implements AutoCloseable {
  /** The label that all containers carry; its value is the process that made them. */
  public static final String LABEL = "io.tocsin.demo";

  private static final Logger LOG = LoggerFactory.getLogger(DemoEngine.class);

  private final DockerClient client;
  private final DemoImage image;
  private final String run = Long.toString(ProcessHandle.current().pid());

  private DemoEngine(DockerClient client) {
    this.client = client;
    this.image = new DemoImage(client);
  }

  /**
   * Connects, removes what a demonstration left that was killed, and sees to an image.
   *
   * @throws Unreachable if the engine does not answer or no image can be had
   */
  public static DemoEngine open(URI address) {
    DemoEngine engine = new DemoEngine(connect(address));
    try {
      engine.removeLeftovers();
      engine.image.prepare();
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      if (e instanceof Unreachable) {
        throw e;
      }
      throw new Unreachable(
          "The engine at " + address + " cannot be used: " + e.getMessage(),
          "`tocsin doctor` says more.",
          e);
    }
  }

  /** What the demonstration's containers run on, for people. */
  public String imageOrigin() {
    return image.origin();
  }

  /** The label by which this run's own Tocsin finds its containers, and all others pass them by. */
  public String scope() {
    return Labels.SCOPE + "=" + scopeName();
  }

  private String scopeName() {
    return "demo-" + run;
  }

  /** Makes a container and starts it; tells its id. */
  public String start(DemoContainer container) {
    String id = create(container).exec().getId();
    client.startContainerCmd(id).exec();
    return id;
  }

  /** As {@code docker rm -f} does. */
  public void removeByForce(String id) {
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      LOG.debug("was gone already: {}", id);
    }
  }

  /** As {@code docker restart} does. */
  public void restart(String id) {
    client.restartContainerCmd(id).withTimeout(1).exec();
  }

  /** As {@code docker stop} does. */
  public void stop(String id) {
    client.stopContainerCmd(id).withTimeout(1).exec();
  }

  /** Removes all containers of this run. */
  public void removeAll() {
    containers(Map.of(LABEL, run)).forEach(found -> removeByForce(found.getId()));
  }

  @Override
  public void close() {
    try {
      removeAll();
      image.remove();
      client.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("not everything of the demonstration could be removed: {}", e.toString());
    }
  }

  private CreateContainerCmd create(DemoContainer container) {
    Map<String, String> labels = new LinkedHashMap<>(container.labels());
    labels.put(LABEL, run);
    labels.put(Labels.SCOPE, scopeName());
    return container
        .apply(client.createContainerCmd(image.name()))
        .withName("tocsin-demo-" + run + '-' + container.name())
        .withLabels(labels)
        .withEntrypoint(image.shell())
        .withCmd("-c", container.script());
  }

  private void removeLeftovers() {
    for (Container found :
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(LABEL)).exec()) {
      String owner = found.getLabels().getOrDefault(LABEL, "");
      if (!isAlive(owner)) {
        removeByForce(found.getId());
      }
    }
  }

  private static boolean isAlive(String process) {
    Optional<ProcessHandle> handle =
        process.matches("\\d{1,10}") ? ProcessHandle.of(Long.parseLong(process)) : Optional.empty();
    return handle.isPresent();
  }

  private List<Container> containers(Map<String, String> labels) {
    return client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec();
  }

  private static DockerClient connect(URI address) {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.toString())
            .withApiVersion("1.41")
            .build();
    return DockerClientImpl.getInstance(
        config, new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
  }
}
