package io.tocsin.bench.soak;

import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.EngineEvents;
import io.tocsin.bench.engine.Hands;
import io.tocsin.bench.soak.Service.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Where a fault happens: a stack of its own.
 *
 * @param stack its name
 */
record Scene(String stack, Hands hands, EngineEvents events) {
  /** The service that fails. */
  static final String SERVICE = "app";

  /** Its container. */
  String container() {
    return container(SERVICE);
  }

  String container(String service) {
    return stack + '-' + service + "-1";
  }

  /** Runs the service that will fail. */
  void run(String script, List<String> options) throws IOException, InterruptedException {
    run(new Service(stack, SERVICE, "faulty/" + script, options, List.of()));
  }

  void run(Service service) throws IOException, InterruptedException {
    hands.docker(List.of("run", "-d"), service.words(version(), 1, service.container(1)));
  }

  /** Gives the cue to fail; when it was given. */
  Instant cue() throws IOException, InterruptedException {
    hands.docker("exec", container(), "touch", "/fault");
    return await("exec_start: touch /fault");
  }

  /** When the engine told that of the container for the first time. */
  Instant await(String action) throws IOException, InterruptedException {
    try {
      return events.await(container(), action, 1);
    } catch (IllegalStateException e) {
      throw new IOException("the engine never told " + action + " of " + container(), e);
    }
  }

  Version version() {
    return new Version(1, Docker.IMAGE, hands.mark());
  }

  /** Removes all that is left of the stack. */
  void clear() throws IOException, InterruptedException {
    List<String> ids =
        Docker.run("ps", "-aq", "--filter", "label=com.docker.compose.project=" + stack)
            .lines()
            .toList();
    hands.each(List.of("stop", "-t", "2"), ids);
    hands.each(List.of("rm"), ids);
  }
}
