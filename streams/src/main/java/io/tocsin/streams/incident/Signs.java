package io.tocsin.streams.incident;

import io.tocsin.streams.change.ContainerNames;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.incident.Sign.Kind;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from one look at a container to the next what has become of it. */
final class Signs {
  private static final int CONTAINERS = 2_048;
  private static final int SERVICES = 512;
  private static final int MOST_OF_ONE = 8;

  /** What has run for longer was there to stay. */
  private static final Duration JOB = Duration.ofMinutes(10);

  /** Ends that are told to be ones by request: SIGINT, SIGKILL, SIGTERM. */
  private static final Set<Integer> ASKED_FOR = Set.of(0, 130, 137, 143);

  private final Recent<String, Look> looks;
  private final Recent<String, List<Sign>> signs;
  private final Exodus exodus;
  private @Nullable List<Sign> ends;

  /** What is kept. */
  record State(Map<String, Look> looks, Map<String, List<Sign>> signs, Map<String, Instant> ends) {}

  Signs(@Nullable State kept) {
    looks = new Recent<>(CONTAINERS, kept == null ? null : kept.looks());
    signs = new Recent<>(SERVICES, kept == null ? null : kept.signs());
    exodus = new Exodus(kept == null ? null : kept.ends());
  }

  State state() {
    return new State(new LinkedHashMap<>(looks), new LinkedHashMap<>(signs), exodus.state());
  }

  void learn(ContainerFacts facts) {
    String name = ContainerNames.lasting(facts.container().name());
    Look now = Look.of(facts);
    Look before = looks.get(name);
    if (before != null && now.isOlderThan(before)) {
      return;
    }
    looks.renew(name, now);
    ends = null;
    Look same = before != null && before.id().equals(now.id()) ? before : null;
    new Reading(facts, same, now).read();
    if (facts.state().equals(ContainerFacts.REMOVED)) {
      exodus.removed(name);
    } else if (now.finishedAt() != null && same != null) {
      exodus.ended(name, now.finishedAt());
    }
  }

  /** Those of a service that may have to do with trouble that began and grew in this time. */
  List<Sign> of(Subject subject, Instant first, Instant last) {
    List<Sign> known =
        subject.isEngine() ? ends(subject.host()) : signs.getOrDefault(subject.key(), List.of());
    return known.stream().filter(sign -> sign.concerns(first, last)).toList();
  }

  /** Asked for again and again between two looks. */
  private List<Sign> ends(String host) {
    List<Sign> known = ends;
    if (known == null) {
      known = List.copyOf(exodus.signs(running(), host));
      ends = known;
    }
    return known;
  }

  private Set<String> running() {
    return looks.entrySet().stream()
        .filter(look -> look.getValue().isRunning())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** One look compared with the one before. */
  private final class Reading {
    private final ContainerFacts facts;
    private final @Nullable Look before;
    private final Look now;

    Reading(ContainerFacts facts, @Nullable Look before, Look now) {
      this.facts = facts;
      this.before = before;
      this.now = now;
    }

    void read() {
      pause();
      networks();
      end();
      if (now.state().equals("running") && now.startedAt() != null) {
        over(Kind.STOPPED, now.startedAt());
        over(Kind.DIED, now.startedAt());
      }
    }

    private void pause() {
      if (!now.state().equals("paused")) {
        over(Kind.PAUSED, now.at());
      } else if (before == null || !before.state().equals("paused")) {
        add(Kind.PAUSED, now.at(), "%s is paused".formatted(name()), "state paused");
      }
    }

    private void networks() {
      if (before == null || (now.networks().isEmpty() && before.networks().isEmpty())) {
        return;
      }
      List<String> gone = new ArrayList<>(before.networks());
      gone.removeAll(now.networks());
      if (!gone.isEmpty() && now.isRunning()) {
        String which = String.join(", ", gone);
        add(
            Kind.DISCONNECTED,
            now.at(),
            "%s was disconnected from the network %s".formatted(name(), which),
            "networks before: %s, after: %s".formatted(before.networks(), now.networks()));
      } else if (now.networks().size() > before.networks().size()) {
        over(Kind.DISCONNECTED, now.at());
      }
    }

    private void end() {
      Instant end = now.finishedAt();
      if (end == null || (before != null && end.equals(before.finishedAt()))) {
        return;
      }
      Integer code = facts.run() == null ? null : facts.run().exitCode();
      boolean byItself =
          now.state().equals("restarting")
              || (before != null && now.restarts() > before.restarts())
              || (now.isRunning() && now.restarts() > 0); // a start by hand counts from 0 again
      if (byItself || (code != null && !ASKED_FOR.contains(code))) {
        String with = code == null ? "" : " with exit code " + code;
        add(Kind.DIED, end, "%s died%s".formatted(name(), with), "died" + with);
      } else if (!facts.traits().oneOff() && !isJob(code)) {
        String with = code == null ? "" : " (exit code %d)".formatted(code);
        String verb = now.isRunning() ? "was restarted" : "was stopped";
        add(Kind.STOPPED, end, name() + ' ' + verb + with, verb + with);
      }
    }

    /**
     * Whether it was made to do something and end, such as a migration: it ended well, soon after
     * its start, and nobody has it started again.
     */
    private boolean isJob(@Nullable Integer code) {
      Instant start = now.startedAt();
      Instant end = now.finishedAt();
      return code != null
          && code == 0
          && !now.isRunning()
          && start != null
          && end != null
          && end.isBefore(start.plus(JOB))
          && !facts.traits().restartPolicy().restarts(0);
    }

    private String name() {
      return ContainerNames.lasting(facts.container().name());
    }

    private void add(Kind kind, Instant at, String statement, String seen) {
      List<Sign> all = new ArrayList<>(signs.getOrDefault(facts.subject().key(), List.of()));
      String evidence = Numbers.time(at) + ' ' + name() + ": " + seen;
      all.add(new Sign(kind, at, null, name(), statement, List.of(evidence)));
      all.sort(java.util.Comparator.comparing(Sign::at).thenComparing(Sign::kind));
      keep(all);
    }

    private void over(Kind kind, Instant at) {
      List<Sign> all = new ArrayList<>(signs.getOrDefault(facts.subject().key(), List.of()));
      all.replaceAll(
          sign ->
              sign.kind() == kind && sign.container().equals(name()) && !sign.at().isAfter(at)
                  ? sign.over(at)
                  : sign);
      keep(all);
    }

    private void keep(List<Sign> all) {
      if (!all.isEmpty()) {
        List<Sign> kept = all.subList(Math.max(0, all.size() - MOST_OF_ONE), all.size());
        signs.renew(facts.subject().key(), List.copyOf(kept));
      }
    }
  }

  /** How long trouble after such an end may take to show. */
  static final Duration AFTERMATH = Duration.ofMinutes(3);
}
