package io.tocsin.bench.soak;

import java.util.ArrayList;
import java.util.List;

/** The healthy services: stacks of five, in which no two behave alike, and some loners. */
final class Population {
  private static final List<String> HEALTH =
      List.of("--health-cmd", "test -e /bin/sh", "--health-interval", "12s");
  private static final List<String> LATE_HEALTH =
      List.of(
          "--health-cmd",
          "test ! -e /sick",
          "--health-interval",
          "10s",
          "--health-start-period",
          "20s");
  private static final List<String> LIMIT = List.of("--memory", "32m", "--memory-swap", "32m");
  private static final List<String> SHARE = List.of("--cpus", "0.5");
  private static final List<String> ALWAYS = List.of("--restart", "always");

  private static final List<Stack> STACKS =
      List.of(
          new Stack("soak-shop", "access", "json", "bursty", "cpu"),
          new Stack("soak-feeds", "json-access", "logfmt", "saw", "periodic"),
          new Stack("soak-mail", "access", "traces", "bursty", "slow-saw"),
          new Stack("soak-docs", "json-access", "errors", "steady", "stubborn"),
          new Stack("soak-maps", "access", "json", "cpu", "saw"));

  /** A front, its interface, a worker and something more; a data base, always. */
  private record Stack(String name, String front, String api, String worker, String more) {
    List<Service> services() {
      return List.of(
          service("db", "plateau", join(LIMIT, HEALTH), List.of()),
          service("api", api, LATE_HEALTH, List.of("db:service_healthy:true")),
          service("front", front, ALWAYS, List.of("api:service_started:false")),
          service("worker", worker, options(worker), List.of("db:service_healthy:false")),
          service("more", more, options(more), List.of()));
    }

    private Service service(String service, String script, List<String> options, List<String> on) {
      boolean slow = script.equals("slow-saw");
      List<String> all = slow ? join(options, List.of("--env", "PERIOD=150")) : options;
      return new Service(name, service, "healthy/" + (slow ? "saw" : script), all, on);
    }
  }

  private Population() {}

  /** So many services, the same for the same count. */
  static List<Service> of(int count) {
    List<Service> services = new ArrayList<>();
    STACKS.forEach(stack -> services.addAll(stack.services()));
    List<String> loners = List.of("steady", "quiet", "bursty", "logfmt", "access");
    for (int i = 0; services.size() < count; i++) {
      String script = loners.get(i % loners.size());
      services.add(
          new Service("", script + '-' + (i + 1), "healthy/" + script, List.of(), List.of()));
    }
    return List.copyOf(services.subList(0, count));
  }

  private static List<String> options(String script) {
    return switch (script) {
      case "saw", "slow-saw" -> LIMIT;
      case "cpu" -> SHARE;
      case "periodic" -> ALWAYS;
      default -> List.of();
    };
  }

  private static List<String> join(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    return List.copyOf(both);
  }
}
