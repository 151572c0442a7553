package io.tocsin.streams.incident;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A stack of five to twelve services by chance: who depends on whom, and who says so. */
final class GeneratedStack {
  private static final List<String> NAMES =
      List.of(
          "frontend",
          "gateway",
          "api",
          "backend",
          "auth",
          "orders",
          "worker",
          "search",
          "mailer",
          "queue",
          "cache",
          "db");

  /** Who declared how much. */
  enum Declared {
    ALL,
    HALF,
    NOTHING
  }

  final String name;
  final List<String> services;
  final Declared declared;
  private final Map<String, TreeSet<String>> dependsOn = new TreeMap<>();
  private final Map<String, Set<String>> labels = new TreeMap<>();
  private final Map<String, Look> looks = new LinkedHashMap<>();

  /** How a container of it looks at the moment. */
  record Look(
      int generation,
      String image,
      String state,
      List<String> networks,
      Instant createdAt,
      ContainerFacts.@Nullable Run run) {}

  GeneratedStack(String name, Random random) {
    this.name = name;
    int size = 5 + random.nextInt(8);
    List<String> names = new ArrayList<>(NAMES);
    while (names.size() > size) {
      names.remove(random.nextInt(names.size()));
    }
    services = List.copyOf(names);
    declared = Declared.values()[random.nextInt(3)];
    for (int i = 0; i < size - 1; i++) {
      TreeSet<String> on = new TreeSet<>();
      int wanted = i >= size - 2 ? random.nextInt(2) : 1 + random.nextInt(2);
      for (int k = 0; k < wanted; k++) {
        on.add(services.get(i + 1 + random.nextInt(Math.min(4, size - 1 - i))));
      }
      dependsOn.put(services.get(i), on);
      Set<String> told = new TreeSet<>(on);
      told.removeIf(each -> declared == Declared.HALF && random.nextBoolean());
      labels.put(services.get(i), declared == Declared.NOTHING ? Set.of() : told);
    }
  }

  Set<String> dependencies(String service) {
    return dependsOn.getOrDefault(service, new TreeSet<>());
  }

  /** Over how many steps each service depends on this one. */
  Map<String, Integer> dependants(String cause) {
    Map<String, Integer> steps = new TreeMap<>(Map.of(cause, 0));
    for (int round = 1; round < services.size(); round++) {
      for (String service : services) {
        if (!steps.containsKey(service)) {
          int before = round - 1;
          boolean reaches =
              dependencies(service).stream()
                  .anyMatch(on -> steps.getOrDefault(on, Integer.MAX_VALUE) == before);
          if (reaches) {
            steps.put(service, round);
          }
        }
      }
    }
    steps.remove(cause);
    return steps;
  }

  Subject subject(String service) {
    return new Subject("host1", name, service);
  }

  String address(String service) {
    return "172.%d.0.%d".formatted(18 + name.hashCode() % 7, 2 + services.indexOf(service));
  }

  ContainerFacts facts(String service, Instant at) {
    Look look =
        looks.computeIfAbsent(
            service, s -> new Look(1, s + ":1", "running", List.of(network()), at, null));
    List<ContainerFacts.Dependency> on =
        labels.getOrDefault(service, Set.of()).stream()
            .map(each -> new ContainerFacts.Dependency(each, "service_started"))
            .toList();
    return new ContainerFacts(
            at,
            subject(service),
            new ContainerRef(
                (name + service + look.generation()).repeat(3), container(service), look.image()),
            "sha256:" + look.image(),
            look.state(),
            look.createdAt(),
            look.createdAt(),
            ContainerTraits.UNKNOWN,
            new ContainerFacts.Limits(null, null, null),
            new ContainerFacts.HealthCheck(
                Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ZERO, 3),
            on,
            Map.of(),
            look.networks(),
            List.of("run"),
            List.of(),
            look.run())
        .withAddresses(look.networks().isEmpty() ? List.of() : List.of(address(service)));
  }

  String network() {
    return name + "_default";
  }

  String container(String service) {
    return name + '-' + service + "-1";
  }

  void becomes(String service, Look look) {
    looks.put(service, look);
  }

  Look look(String service) {
    return looks.getOrDefault(
        service, new Look(1, service + ":1", "running", List.of(network()), Instant.EPOCH, null));
  }
}
