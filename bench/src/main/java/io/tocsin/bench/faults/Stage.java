package io.tocsin.bench.faults;

import io.tocsin.bench.Progress;
import io.tocsin.bench.engine.Docker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One stack on the engine, handled as Compose handles it. */
final class Stage {
  private static final String COMPOSE = "com.docker.compose.";

  /** The label of the networks that stacks have. */
  static final String NETWORKS = "tocsin.faults.network";

  private static final long BETWEEN_STOPS_MILLIS = 300;
  private static final long BETWEEN_CALLS_MILLIS = 300;

  /** One call after the other would be no storm where a command takes a second. */
  private static final int LOOPS = 4;

  private static final List<String> HEALTH =
      List.of(
          "--health-cmd",
          "wget -q -O /dev/null http://127.0.0.1:8080/health",
          "--health-interval",
          "5s",
          "--health-timeout",
          "4s",
          "--health-retries",
          "2");

  private final StackPlan plan;
  private final String mark;
  private final Map<String, List<String>> extras = new HashMap<>();

  /**
   * @param mark a label, {@code key=value}, that all containers get
   */
  Stage(StackPlan plan, String mark) {
    this.plan = plan;
    this.mark = mark;
  }

  StackPlan plan() {
    return plan;
  }

  String container(String service) {
    return plan.name() + '-' + service + "-1";
  }

  String network() {
    return plan.name() + "_default";
  }

  void docker(String... words) throws IOException, InterruptedException {
    Docker.run(words);
  }

  /** Has a service fail by itself at that time. To be called before {@link #up}. */
  void arm(StackPlan.FaultPlan fault, Instant at) {
    List<String> words = new ArrayList<>(fault.kind().options());
    if (fault.kind().comesFromWithin()) {
      words.addAll(List.of("--env", "MODE=" + fault.kind().mode()));
      words.addAll(List.of("--env", "AT=" + at.getEpochSecond()));
    }
    extras.put(fault.cause(), words);
  }

  /** Creates and starts all, those first that others need. */
  void up() throws IOException, InterruptedException {
    Docker.run("network", "create", "--label", NETWORKS, network());
    for (String service : plan.services().keySet()) {
      List<String> words = new ArrayList<>(List.of("run", "-d", "--name", container(service)));
      words.addAll(words(service, 1));
      words.addAll(extras.getOrDefault(service, List.of()));
      words.add(Images.GOOD);
      docker(words.toArray(String[]::new));
    }
  }

  /** Recreates a service's container as {@code compose up} does when something has changed. */
  void redeploy(String service, String image, List<String> options)
      throws IOException, InterruptedException {
    String name = container(service);
    String aside = Integer.toHexString(name.hashCode()) + '_' + name;
    List<String> words = new ArrayList<>(List.of("create", "--name", aside));
    words.addAll(words(service, 2));
    words.addAll(List.of("--label", COMPOSE + "replace=" + name));
    words.addAll(options.isEmpty() ? extras.getOrDefault(service, List.of()) : options);
    words.add(image);
    docker(words.toArray(String[]::new));
    docker("stop", "-t", "2", name);
    docker("rm", name);
    docker("rename", aside, name);
    try {
      docker("start", name);
    } catch (IOException e) {
      Progress.say("  refused, as it may be: " + name);
    }
  }

  /** Makes containers and throws them away, in several loops, as a script gone wild would do. */
  void storm(Duration length) throws InterruptedException {
    Instant end = Instant.now().plus(length);
    List<Thread> loops = new ArrayList<>();
    for (int i = 0; i < LOOPS; i++) {
      loops.add(new Thread(() -> churn(end), "storm-" + i));
    }
    loops.forEach(Thread::start);
    for (Thread loop : loops) {
      loop.join();
    }
  }

  private void churn(Instant end) {
    try {
      while (Instant.now().isBefore(end)) {
        docker("rm", Docker.run("create", "--label", mark, Docker.IMAGE, "true"));
        TimeUnit.MILLISECONDS.sleep(BETWEEN_CALLS_MILLIS);
      }
    } catch (IOException e) {
      Progress.say("the storm has lost a loop: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops all, those first that need others, and removes them. */
  void down() throws IOException, InterruptedException {
    List<String> ids = ids();
    for (String id : ids) {
      if (Docker.run("inspect", "--format", "{{.State.Paused}}", id).equals("true")) {
        docker("unpause", id);
      }
      docker("stop", "-t", "1", id);
      TimeUnit.MILLISECONDS.sleep(BETWEEN_STOPS_MILLIS);
    }
    List<String> words = new ArrayList<>(List.of("rm"));
    words.addAll(ids);
    docker(words.toArray(String[]::new));
    docker("network", "rm", network());
  }

  /** The youngest first. */
  private List<String> ids() throws IOException, InterruptedException {
    return Docker.run("ps", "-aq", "--filter", "label=" + COMPOSE + "project=" + plan.name())
        .lines()
        .toList();
  }

  private List<String> words(String service, int version) {
    ServicePlan own = plan.plan(service);
    List<String> words = new ArrayList<>(List.of("--network", network()));
    words.addAll(List.of("--network-alias", service, "--restart", own.restart()));
    labels(service, version)
        .forEach((key, value) -> words.addAll(List.of("--label", key + '=' + value)));
    words.addAll(List.of("--label", mark));
    environment(own).forEach((key, value) -> words.addAll(List.of("--env", key + '=' + value)));
    if (own.hasHealthCheck()) {
      words.addAll(HEALTH);
    }
    return words;
  }

  private Map<String, String> labels(String service, int version) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(COMPOSE + "project", plan.name());
    labels.put(COMPOSE + "service", service);
    labels.put(COMPOSE + "container-number", "1");
    labels.put(COMPOSE + "oneoff", "False");
    labels.put(COMPOSE + "config-hash", Integer.toHexString((service + version).hashCode()));
    List<String> on = plan.declaredOf(service);
    if (!on.isEmpty()) {
      labels.put(
          COMPOSE + "depends_on",
          String.join(",", on.stream().map(each -> each + ":service_started:false").toList()));
    }
    return labels;
  }

  private static Map<String, String> environment(ServicePlan own) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("SPEAKS", own.speaks());
    environment.put("NEEDS", String.join(" ", own.needs()));
    environment.put("LIKES", String.join(" ", own.likes()));
    environment.put("FRAGILE", own.fragile() ? "yes" : "");
    environment.put("HOLDS", Integer.toString(own.holds()));
    return environment;
  }
}
