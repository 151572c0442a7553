package io.tocsin.bench.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A stack, what goes wrong in it, and what is true then.
 *
 * @param declared the services whose dependencies stand in their labels; or {@code all}, {@code
 *     none}
 * @param services by name, those that others need first
 */
record StackPlan(
    String name,
    String shape,
    List<String> declared,
    List<FaultPlan> faults,
    Map<String, ServicePlan> services) {

  /**
   * One fault.
   *
   * @param cause the service that must be named; empty for the engine
   * @param hits the other services that must be named
   * @param after seconds after the stack's first fault
   */
  record FaultPlan(Kind kind, String cause, List<String> hits, int after) {}

  @SuppressWarnings("NullAway") // absent in the file, where stacks name their shape
  StackPlan {
    services = services == null ? Map.of() : new LinkedHashMap<>(services);
  }

  StackPlan with(Map<String, ServicePlan> own) {
    if (own.isEmpty()) {
      throw new IllegalArgumentException(name + ": there is no shape " + shape);
    }
    return new StackPlan(name, shape, declared, faults, own);
  }

  /** The dependencies that the labels of a service tell. */
  List<String> declaredOf(String service) {
    boolean tells = declared.contains("all") || declared.contains(service);
    return tells ? everythingOf(plan(service)) : List.of();
  }

  /** {@code all}, {@code none} or {@code partly}. */
  String declaration() {
    String first = declared.get(0);
    return first.equals("all") || first.equals("none") ? first : "partly";
  }

  /** The services that fail when this one does. */
  Set<String> victims(String service) {
    return dependents(service, ServicePlan::needs);
  }

  /** The services that may notice when this one fails: victims, and what merely asks them. */
  Set<String> witnesses(String service) {
    Set<String> witnesses = new LinkedHashSet<>(victims(service));
    for (String victim : List.copyOf(concat(service, witnesses))) {
      services.forEach(
          (name, plan) -> {
            if (plan.likes().contains(victim)) {
              witnesses.add(name);
            }
          });
    }
    return witnesses;
  }

  ServicePlan plan(String service) {
    ServicePlan plan = services.get(service);
    if (plan == null) {
      throw new IllegalArgumentException(name + " has no service " + service);
    }
    return plan;
  }

  private Set<String> dependents(String service, Function<ServicePlan, List<String>> edges) {
    Set<String> found = new LinkedHashSet<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Map.Entry<String, ServicePlan> each : services.entrySet()) {
        boolean hit =
            edges.apply(each.getValue()).stream()
                .anyMatch(on -> on.equals(service) || found.contains(on));
        grows |= hit && !each.getKey().equals(service) && found.add(each.getKey());
      }
    }
    return found;
  }

  private static List<String> concat(String first, Set<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private static List<String> everythingOf(ServicePlan plan) {
    List<String> all = new ArrayList<>(plan.needs());
    all.addAll(plan.likes());
    return all;
  }
}
