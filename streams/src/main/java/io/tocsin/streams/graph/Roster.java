package io.tocsin.streams.graph;

import io.tocsin.streams.detect.Recent;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The containers of a host by their names, and whom a name in a line means. */
final class Roster {
  private static final int CONTAINERS = 2_048;

  /** The networks that are always there; they know no names. */
  private static final Set<String> OF_THE_ENGINE = Set.of("bridge", "host", "none");

  private final Recent<String, Resident> residents;
  private final Map<Subject, List<Resident>> bySubject = new HashMap<>();
  private final Map<String, TreeSet<String>> byStack = new HashMap<>();
  private final Map<String, List<Resident>> byName = new HashMap<>();
  private final Map<String, List<Resident>> byService = new HashMap<>();

  Roster(@Nullable Map<String, Resident> kept) {
    residents = new Recent<>(CONTAINERS, kept);
  }

  Map<String, Resident> state() {
    return new LinkedHashMap<>(residents);
  }

  /** Takes facts in; true if they change anything but the time. */
  boolean learn(ContainerFacts facts) {
    String name = facts.container().name();
    Resident before = residents.get(name);
    if (before != null && isOlder(facts, before)) {
      return false;
    }
    Resident now = Resident.of(facts, before);
    residents.renew(name, now);
    boolean isNews = before == null || !before.saysTheSameAs(now);
    if (isNews) {
      bySubject.clear();
      byStack.clear();
      byName.clear();
      byService.clear();
    }
    return isNews;
  }

  /** The last facts of a container can come after the first ones of its successor. */
  private static boolean isOlder(ContainerFacts facts, Resident known) {
    int created = facts.createdAt().compareTo(known.createdAt());
    return created < 0 || (created == 0 && facts.at().isBefore(known.at()));
  }

  Collection<Resident> of(Subject subject) {
    index();
    return bySubject.getOrDefault(subject, List.of());
  }

  private void index() {
    if (bySubject.isEmpty()) {
      for (Resident each : residents.values()) {
        Subject subject = each.subject();
        bySubject.computeIfAbsent(subject, s -> new ArrayList<>()).add(each);
        byStack.computeIfAbsent(subject.stack(), s -> new TreeSet<>()).add(subject.service());
        byService.computeIfAbsent(subject.service(), s -> new ArrayList<>()).add(each);
        each.names()
            .forEach(name -> byName.computeIfAbsent(name, s -> new ArrayList<>()).add(each));
      }
    }
  }

  /** The services of a stack, as far as they are known. */
  Set<String> services(String stack) {
    index();
    return byStack.getOrDefault(stack, new TreeSet<>());
  }

  /** Whom {@code host} means when {@code from} says it. */
  Optional<Subject> resolve(Subject from, String host) {
    Optional<Subject> found = exact(from, host);
    int dot = host.indexOf('.');
    if (found.isEmpty() && dot > 0 && networks(from).contains(host.substring(dot + 1))) {
      found = exact(from, host.substring(0, dot));
    }
    return found.filter(subject -> !subject.equals(from));
  }

  private Optional<Subject> exact(Subject from, String host) {
    if (!from.stack().isEmpty() && services(from.stack()).contains(host)) {
      return Optional.of(new Subject(from.host(), from.stack(), host));
    }
    Resident named = residents.get(host);
    if (named != null && isNear(from, named)) {
      return Optional.of(named.subject());
    }
    index();
    return latest(byName.getOrDefault(host, List.of()), each -> isNear(from, each))
        .or(() -> latest(byService.getOrDefault(host, List.of()), each -> isNamed(from, each)));
  }

  /** Of several by one name, whoever was made last. */
  private static Optional<Subject> latest(List<Resident> known, Predicate<Resident> wanted) {
    return known.stream()
        .filter(wanted)
        .max(Comparator.comparing(Resident::createdAt).thenComparing(each -> each.subject().key()))
        .map(Resident::subject);
  }

  /** Whether a name of the one is heard by the other: same stack, or a network in common. */
  private boolean isNear(Subject from, Resident other) {
    boolean sameStack = !from.stack().isEmpty() && from.stack().equals(other.subject().stack());
    return sameStack || !Collections.disjoint(networks(from), other.networks());
  }

  /**
   * Whether a service's name can be heard: the engine answers for it in networks that people made,
   * and in none of its own.
   */
  private boolean isNamed(Subject from, Resident other) {
    Set<String> networks = new TreeSet<>(networks(from));
    networks.removeAll(OF_THE_ENGINE);
    boolean sameStack = !from.stack().isEmpty() && from.stack().equals(other.subject().stack());
    return sameStack || !Collections.disjoint(networks, other.networks());
  }

  private Set<String> networks(Subject subject) {
    TreeSet<String> networks = new TreeSet<>();
    of(subject).forEach(each -> networks.addAll(each.networks()));
    return networks;
  }
}
