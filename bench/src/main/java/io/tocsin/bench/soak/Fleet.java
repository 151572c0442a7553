package io.tocsin.bench.soak;

import io.tocsin.bench.engine.Docker;
import io.tocsin.bench.engine.Hands;
import io.tocsin.bench.soak.Service.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services as they are deployed, handled as Compose handles them. */
final class Fleet {
  private static final List<String> STOP = List.of("stop", "-t", "2");

  private final Hands hands;
  private final Map<Service, Deployed> deployed = new LinkedHashMap<>();

  /** A service's version and how many containers it has. */
  private record Deployed(int version, int replicas) {}

  Fleet(Hands hands) {
    this.hands = hands;
  }

  /** Creates and starts one container of each, as {@code compose up} does. */
  void up(List<Service> services) throws IOException, InterruptedException {
    for (Service service : services) {
      Deployed now = new Deployed(deployed(service).version(), 1);
      run(List.of("run", "-d"), service.words(version(now), 1, service.container(1)));
      deployed.put(service, now);
    }
  }

  /** Stops and removes all containers of the services, as {@code compose down} does. */
  void down(List<Service> services) throws IOException, InterruptedException {
    List<String> containers = services.stream().flatMap(each -> containers(each).stream()).toList();
    hands.each(STOP, containers);
    hands.each(List.of("rm"), containers);
    services.forEach(each -> deployed.put(each, new Deployed(deployed(each).version(), 0)));
  }

  void restart(Service service) throws IOException, InterruptedException {
    hands.docker("restart", "-t", "2", service.container(1));
  }

  void stop(Service service) throws IOException, InterruptedException {
    hands.each(STOP, containers(service));
  }

  void kill(Service service) throws IOException, InterruptedException {
    hands.docker("kill", service.container(1));
  }

  void start(Service service) throws IOException, InterruptedException {
    hands.each(List.of("start"), containers(service));
  }

  void execute(Service service, String... command) throws IOException, InterruptedException {
    hands.docker(List.of("exec", service.container(1)), List.of(command));
  }

  /** More or fewer containers, the last ones first. */
  void scale(Service service, int replicas) throws IOException, InterruptedException {
    Deployed now = deployed(service);
    for (int number = now.replicas() + 1; number <= replicas; number++) {
      run(List.of("run", "-d"), service.words(version(now), number, service.container(number)));
    }
    for (int number = now.replicas(); number > replicas; number--) {
      hands.docker(STOP, List.of(service.container(number)));
      hands.docker("rm", service.container(number));
    }
    deployed.put(service, new Deployed(now.version(), replicas));
  }

  /**
   * A new version, container by container: in the manner of Compose 1 or of Compose 2, in turn. The
   * old one is stopped in both; the first renames the old one, the second the new one.
   */
  void deploy(Service service) throws IOException, InterruptedException {
    Deployed next = new Deployed(deployed(service).version() + 1, deployed(service).replicas());
    for (int number = 1; number <= next.replicas(); number++) {
      String name = service.container(number);
      String aside = Integer.toHexString(name.hashCode()) + '_' + name;
      if (next.version() % 2 == 0) {
        replaceFirst(service.words(version(next), number, name), name, aside);
      } else {
        List<String> words = new ArrayList<>(Service.label("com.docker.compose.replace", name));
        words.addAll(service.words(version(next), number, aside));
        replaceLast(words, name, aside);
      }
    }
    deployed.put(service, next);
  }

  private void replaceFirst(List<String> words, String name, String aside)
      throws IOException, InterruptedException {
    Docker.run("stop", "-t", "2", name);
    Docker.run("rename", name, aside);
    run(List.of("create"), words);
    Docker.run("start", name);
    hands.docker("rm", aside);
  }

  private void replaceLast(List<String> words, String name, String aside)
      throws IOException, InterruptedException {
    run(List.of("create"), words);
    Docker.run("stop", "-t", "2", name);
    Docker.run("rm", name);
    Docker.run("rename", aside, name);
    hands.docker("start", name);
  }

  private void run(List<String> command, List<String> words)
      throws IOException, InterruptedException {
    hands.docker(command, words);
  }

  private Version version(Deployed now) {
    return new Version(now.version(), Docker.IMAGE, hands.mark());
  }

  private List<String> containers(Service service) {
    List<String> names = new ArrayList<>();
    for (int number = 1; number <= deployed(service).replicas(); number++) {
      names.add(service.container(number));
    }
    return names;
  }

  private Deployed deployed(Service service) {
    return deployed.getOrDefault(service, new Deployed(1, 0));
  }
}
