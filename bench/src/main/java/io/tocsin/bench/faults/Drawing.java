package io.tocsin.bench.faults;

import io.tocsin.bench.faults.StackPlan.FaultPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stacks that nobody has looked at: drawn by lot, with what goes wrong in them. The kinds of faults
 * come in turn, so that a sample has about as many of each.
 */
final class Drawing {
  private static final List<String> NAMES =
      List.of(
          "accounts",
          "alerts",
          "basket",
          "billing",
          "cache",
          "catalog",
          "chat",
          "db",
          "events",
          "export",
          "files",
          "gateway",
          "geo",
          "images",
          "index",
          "jobs",
          "ledger",
          "mailer",
          "media",
          "orders",
          "planner",
          "prices",
          "profile",
          "queue",
          "ratings",
          "reports",
          "search",
          "sessions",
          "stock",
          "store",
          "tickets",
          "users",
          "web",
          "wiki");

  private static final List<String> LANGUAGES = List.of("python", "go", "node", "java", "nginx");
  private static final List<String> DECLARATIONS = List.of("all", "partly", "none");

  /** They come to nothing in time with a service that takes next to no memory. */
  private static final Set<Kind> NEED_MEMORY = EnumSet.of(Kind.LEAK, Kind.LOWER_LIMIT);

  private static final int LEAST_SERVICES = 5;
  private static final int MOST_SERVICES = 12;
  private static final int MOST_NEEDS = 3;
  private static final int HOLDS_MEBIBYTES = 12;
  private static final int LONGEST_PAUSE_SECONDS = 30;

  /** One in so many. */
  private static final int WITHOUT_HEALTH_CHECK = 3;

  private static final int FRAGILE = 6;
  private static final int LIKES_ANOTHER = 4;
  private static final int FAILS_TWICE = 6;

  private final Random random;
  private final Set<Kind> wanted;
  private final List<Kind> kinds = new ArrayList<>();

  private Drawing(int seed, Set<Kind> wanted) {
    this.random = new Random(seed);
    this.wanted = wanted;
  }

  /**
   * So many stacks; always the same for a seed.
   *
   * @param only the kind of all faults; empty for all kinds in turn
   */
  static List<StackPlan> stacks(int count, int seed, String only) {
    Set<Kind> wanted = only.isEmpty() ? EnumSet.allOf(Kind.class) : EnumSet.of(Kind.of(only));
    Drawing drawing = new Drawing(seed, wanted);
    List<StackPlan> stacks = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      stacks.add(drawing.stack(number));
    }
    return List.copyOf(stacks);
  }

  private StackPlan stack(int number) {
    while (true) {
      Map<String, ServicePlan> services = services();
      StackPlan bare =
          new StackPlan("drawn-" + number, "drawn", declared(services), List.of(), services);
      List<String> causes = causes(bare);
      if (!causes.isEmpty()) {
        return withFaults(bare, causes);
      }
    }
  }

  /** Those that others need first; each may need some that come before it. */
  private Map<String, ServicePlan> services() {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    int count = LEAST_SERVICES + random.nextInt(MOST_SERVICES - LEAST_SERVICES + 1);
    Map<String, ServicePlan> services = new LinkedHashMap<>();
    for (String name : names.subList(0, count)) {
      services.put(name, service(List.copyOf(services.keySet())));
    }
    return services;
  }

  private ServicePlan service(List<String> earlier) {
    Set<String> needs = new TreeSet<>();
    int wanted = earlier.isEmpty() ? 0 : random.nextInt(MOST_NEEDS + 1);
    for (int i = 0; i < wanted; i++) {
      needs.add(one(earlier));
    }
    List<String> likes = new ArrayList<>();
    if (!earlier.isEmpty() && oneIn(LIKES_ANOTHER)) {
      String liked = one(earlier);
      if (!needs.contains(liked)) {
        likes.add(liked);
      }
    }
    return new ServicePlan(
        needs.isEmpty() ? "plain" : one(LANGUAGES),
        List.copyOf(needs),
        likes,
        !oneIn(WITHOUT_HEALTH_CHECK),
        !needs.isEmpty() && oneIn(FRAGILE),
        0,
        "unless-stopped");
  }

  private List<String> declared(Map<String, ServicePlan> services) {
    String how = one(DECLARATIONS);
    if (!how.equals("partly")) {
      return List.of(how);
    }
    List<String> some = new ArrayList<>(services.keySet());
    Collections.shuffle(some, random);
    return List.copyOf(some.subList(0, some.size() / 2));
  }

  /** Those whose failure somebody feels: of another nobody could know. */
  private static List<String> causes(StackPlan stack) {
    return stack.services().keySet().stream()
        .filter(service -> !stack.victims(service).isEmpty())
        .toList();
  }

  private StackPlan withFaults(StackPlan bare, List<String> causes) {
    Map<String, ServicePlan> services = new LinkedHashMap<>(bare.services());
    Kind kind = next();
    String cause = kind == Kind.API_STORM ? "" : one(causes);
    List<FaultPlan> faults = new ArrayList<>(List.of(fault(bare, kind, cause, 0)));
    List<String> apart = cause.isEmpty() ? List.of() : apart(bare, causes, cause);
    if (!apart.isEmpty() && oneIn(FAILS_TWICE)) {
      int after = random.nextInt(LONGEST_PAUSE_SECONDS);
      Kind second = nextOfService();
      faults.add(fault(bare, second, one(apart), after));
    }
    for (FaultPlan fault : faults) {
      if (NEED_MEMORY.contains(fault.kind())) {
        services.computeIfPresent(fault.cause(), (name, plan) -> thatHolds(plan));
      }
    }
    return new StackPlan(bare.name(), bare.shape(), bare.declared(), faults, services);
  }

  /** Causes that share nobody who may notice with this one. */
  private static List<String> apart(StackPlan stack, List<String> causes, String cause) {
    Set<String> first = new TreeSet<>(stack.witnesses(cause));
    first.add(cause);
    return causes.stream()
        .filter(other -> !first.contains(other))
        .filter(other -> Collections.disjoint(stack.witnesses(other), first))
        .toList();
  }

  private static FaultPlan fault(StackPlan stack, Kind kind, String cause, int after) {
    boolean hitsNobody = cause.isEmpty() || kind == Kind.LEAK;
    return new FaultPlan(
        kind, cause, hitsNobody ? List.of() : List.copyOf(stack.victims(cause)), after);
  }

  private static ServicePlan thatHolds(ServicePlan plan) {
    return new ServicePlan(
        plan.speaks(),
        plan.needs(),
        plan.likes(),
        plan.health(),
        plan.fragile(),
        HOLDS_MEBIBYTES,
        plan.restart());
  }

  private Kind next() {
    if (kinds.isEmpty()) {
      kinds.addAll(wanted);
      Collections.shuffle(kinds, random);
    }
    return kinds.remove(kinds.size() - 1);
  }

  /** A kind that strikes a service, not the engine. */
  private Kind nextOfService() {
    Kind kind = next();
    while (kind == Kind.API_STORM) {
      kind = next();
    }
    return kind;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }
}
