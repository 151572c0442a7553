package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;

import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One or two causes in generated stacks, and what detectors find of them: with their delays, with
 * probes that see it late, with lines that name others by name, by address or not at all.
 */
final class GeneratedOutage {
  /** What breaks. */
  enum Kind {
    IMPORT_ERROR,
    OUT_OF_MEMORY,
    LEAK,
    HUNG,
    SLOW,
    REFUSES,
    FULL_PIDS,
    BAD_IMAGE,
    LOWER_LIMIT,
    FORCE_REMOVAL,
    PAUSED,
    DISCONNECTED,
    STOPPED;

    /** Whether the cause itself logs nothing and fails no check. */
    boolean isSilent() {
      return switch (this) {
        case SLOW, PAUSED, DISCONNECTED, STOPPED -> true;
        default -> false;
      };
    }
  }

  /** What is the matter, and whom it hits. */
  record Cause(Kind kind, Subject subject, double at, Set<Subject> hit) {}

  /** What arrives when. */
  record Arrival(double at, Object input) {}

  final List<Cause> causes = new ArrayList<>();
  final List<GeneratedStack> stacks = new ArrayList<>();
  private final List<Arrival> tape = new ArrayList<>();
  private final Random random;

  GeneratedOutage(long seed) {
    random = new Random(seed);
    stacks.add(new GeneratedStack("shop", random));
    boolean two = random.nextInt(4) == 0;
    if (two && random.nextBoolean()) {
      stacks.add(new GeneratedStack("blog", random));
    }
    for (GeneratedStack stack : stacks) {
      stack.services.forEach(service -> see(stack, service, -3_600 + random.nextDouble()));
      if (random.nextInt(3) == 0) {
        deploy(stack, any(stack.services), -30 - random.nextInt(570));
      }
    }
    cause(stacks.get(0), 10);
    if (two) {
      cause(stacks.get(stacks.size() - 1), 10 + random.nextInt(120));
    }
    tape.sort(Comparator.comparingDouble(Arrival::at));
  }

  List<Arrival> tape() {
    return tape;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void cause(GeneratedStack stack, double at) {
    List<String> untouched =
        stack.services.stream()
            .filter(
                service ->
                    causes.stream()
                        .noneMatch(
                            other ->
                                other.subject().equals(stack.subject(service))
                                    || other.hit().contains(stack.subject(service))
                                    || stack
                                        .dependants(service)
                                        .containsKey(other.subject().service())))
            .toList();
    if (untouched.isEmpty()) {
      return;
    }
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    List<String> hard =
        untouched.stream().filter(each -> !stack.dependants(each).isEmpty()).toList();
    boolean needsWitness = kind.isSilent();
    if (needsWitness && hard.isEmpty()) {
      kind = Kind.OUT_OF_MEMORY;
    }
    String service = needsWitness && !hard.isEmpty() ? any(hard) : any(untouched);
    Cause cause = new Cause(kind, stack.subject(service), at, new LinkedHashSet<>());
    causes.add(cause);
    breaks(stack, cause);
    spreads(stack, cause);
  }

  private void breaks(GeneratedStack stack, Cause cause) {
    String service = cause.subject().service();
    double at = cause.at();
    switch (cause.kind()) {
      case IMPORT_ERROR -> {
        deploy(stack, service, at - 1 - random.nextInt(40));
        find(
            cause.subject(),
            "restart-rate",
            at,
            1 + 3 * random.nextDouble(),
            "ModuleNotFoundError: No module named 'app.core'");
        died(stack, service, at, 3);
      }
      case OUT_OF_MEMORY, LEAK, LOWER_LIMIT -> {
        if (cause.kind() == Kind.LOWER_LIMIT) {
          deploy(stack, service, at - 1 - random.nextInt(60));
        }
        if (cause.kind() == Kind.LEAK) {
          find(cause.subject(), "memory-ratio", at - 40, 30, "");
        }
        find(cause.subject(), "oom-kill", at, 0.2, "");
        if (random.nextBoolean()) {
          find(cause.subject(), "restart-rate", at, 5 + random.nextInt(20), "");
        }
      }
      case HUNG ->
          find(
              cause.subject(),
              "unhealthy",
              at + 15 + random.nextInt(8),
              0,
              "Health check exceeded timeout (2s)");
      case SLOW -> {
        if (random.nextInt(3) == 0) {
          find(cause.subject(), "slow-requests", at + 10, 20, "");
        }
      }
      case REFUSES ->
          find(
              cause.subject(),
              "unhealthy",
              at + 15 + random.nextInt(8),
              0,
              "curl: (7) Failed to connect to localhost port 80: Connection refused");
      case FULL_PIDS -> {
        find(
            cause.subject(),
            "error-spike",
            at,
            10 + random.nextInt(20),
            "sh: can't fork: Resource temporarily unavailable");
        find(
            cause.subject(),
            "unhealthy",
            at + 15 + random.nextInt(8),
            0,
            "OCI runtime exec failed");
      }
      case BAD_IMAGE -> {
        deploy(stack, service, at - 1);
        find(
            cause.subject(),
            random.nextBoolean() ? "start-failed" : "exited",
            at,
            11,
            "exec: \"serve\": executable file not found in $PATH");
      }
      case FORCE_REMOVAL -> find(cause.subject(), "force-removal", at, 0.2, "");
      case PAUSED -> becomes(stack, service, "paused", at);
      case DISCONNECTED -> becomes(stack, service, "disconnected", at);
      default -> becomes(stack, service, "stopped", at);
    }
  }

  private void spreads(GeneratedStack stack, Cause cause) {
    boolean silent = cause.kind().isSilent();
    int told = 0;
    for (Map.Entry<String, Integer> each : stack.dependants(cause.subject().service()).entrySet()) {
      boolean must = silent && told == 0 && each.getValue() == 1;
      if (must || random.nextDouble() < Math.pow(0.8, each.getValue())) {
        suffer(stack, cause, each.getKey());
        told++;
      }
    }
  }

  private void suffer(GeneratedStack stack, Cause cause, String service) {
    Set<String> known = stack.dependants(cause.subject().service()).keySet();
    String on =
        stack.dependencies(service).stream()
            .filter(each -> each.equals(cause.subject().service()) || known.contains(each))
            .findFirst()
            .orElseThrow();
    Subject subject = stack.subject(service);
    cause.hit().add(subject);
    String line = refusal(stack, on);
    double start = cause.at() + random.nextDouble() * 4;
    switch (random.nextInt(5)) {
      case 0 -> find(subject, "http-errors", start, 5 + random.nextInt(40), "");
      case 1 -> {
        find(subject, "error-spike", start, 8 + random.nextInt(40), line);
        find(subject, "unhealthy", start + 15 + random.nextInt(10), 0, line);
      }
      case 2 -> find(subject, "restart-rate", start, 5 + random.nextInt(20), line);
      default -> find(subject, "unhealthy", start + 15 + random.nextInt(25), 0, line);
    }
  }

  private String refusal(GeneratedStack stack, String on) {
    int way = random.nextInt(10);
    if (way < 6) {
      return "could not connect to %s:80: Connection refused".formatted(on);
    }
    if (way < 8) {
      return "wget: can't connect to remote host (%s): Connection refused"
          .formatted(stack.address(on));
    }
    return way < 9 ? "upstream request timed out" : "internal error 500";
  }

  private void find(Subject subject, String detector, double onset, double delay, String line) {
    boolean probe = detector.equals("unhealthy");
    Severity severity =
        Set.of("http-errors", "slow-requests", "error-spike", "memory-ratio", "force-removal")
                .contains(detector)
            ? Severity.WARNING
            : Severity.CRITICAL;
    Instant at = at(onset + delay);
    Finding finding =
        new Finding(
            Digest.of(detector, subject.key(), onset),
            detector,
            detector,
            subject,
            subject.stack() + '-' + subject.service() + "-1",
            severity,
            Finding.State.FIRING,
            at(onset),
            at,
            at,
            null,
            3,
            1,
            "things",
            null,
            detector + " of " + subject.service(),
            line.isEmpty()
                ? Map.of()
                : Map.of(probe ? "probeOutput" : "logs", probe ? line : List.of(line)));
    tape.add(new Arrival(onset + delay + random.nextDouble() * 0.3, finding));
    Instant end = at(900 + random.nextInt(60));
    tape.add(
        new Arrival(
            Duration.between(T0, end).toSeconds(),
            io.tocsin.streams.detect.Alarm.resolved(finding, end, "it is over")));
  }

  private void see(GeneratedStack stack, String service, double at) {
    tape.add(new Arrival(at + random.nextDouble() * 0.2, stack.facts(service, at(at))));
  }

  private void deploy(GeneratedStack stack, String service, double at) {
    GeneratedStack.Look old = stack.look(service);
    stack.becomes(
        service,
        new GeneratedStack.Look(
            old.generation() + 1,
            service + ':' + (old.generation() + 1),
            "running",
            List.of(stack.network()),
            at(at),
            null));
    see(stack, service, at + 0.2);
  }

  private void died(GeneratedStack stack, String service, double at, int code) {
    GeneratedStack.Look old = stack.look(service);
    stack.becomes(
        service,
        new GeneratedStack.Look(
            old.generation(),
            old.image(),
            "restarting",
            old.networks(),
            old.createdAt(),
            new ContainerFacts.Run(at(at), code, null, 1)));
    see(stack, service, at + 0.05);
  }

  private void becomes(GeneratedStack stack, String service, String how, double at) {
    GeneratedStack.Look old = stack.look(service);
    ContainerFacts.Run run =
        how.equals("stopped") ? new ContainerFacts.Run(at(at), 0, null, 0) : old.run();
    List<String> networks = how.equals("disconnected") ? List.of() : old.networks();
    String state = Map.of("stopped", "exited", "paused", "paused").getOrDefault(how, "running");
    stack.becomes(
        service,
        new GeneratedStack.Look(
            old.generation(), old.image(), state, networks, old.createdAt(), run));
    see(stack, service, at + 0.05);
  }

  /** Plays it to a correlation, and tells all that was told, in order. */
  List<Incident> play(Correlator correlator) {
    List<Incident> told = new ArrayList<>();
    for (Arrival arrival : tape) {
      if (arrival.input() instanceof Finding finding) {
        told.addAll(correlator.on(finding));
      } else {
        told.addAll(correlator.learn((ContainerFacts) arrival.input()));
      }
    }
    return told;
  }

  private static Instant at(double second) {
    return T0.plusMillis(Math.round(second * 1e3));
  }
}
