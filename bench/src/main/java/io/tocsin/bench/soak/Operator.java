package io.tocsin.bench.soak;

import io.tocsin.bench.Progress;
import io.tocsin.bench.engine.Agenda;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * What people and their timers do to a healthy fleet: restarts, deployments, jobs, more and fewer
 * containers. One thing after the other, chosen by chance.
 */
final class Operator {
  private final Fleet fleet;
  private final Agenda agenda;
  private final Random random;
  private final List<Service> services;
  private final Set<Service> busy = new HashSet<>();
  private final Map<String, Integer> done = new TreeMap<>();
  private final Map<String, Deed> deeds = new LinkedHashMap<>();

  /** Something that is done to a service. */
  private interface Deed {
    void to(Service service) throws IOException, InterruptedException;
  }

  Operator(Fleet fleet, OneOffs jobs, Agenda agenda, Chance chance) {
    this.fleet = fleet;
    this.agenda = agenda;
    this.random = chance.random();
    this.services = chance.services();
    deeds.put("restart", fleet::restart);
    deeds.put("stop and start", this::stopAndStart);
    deeds.put("deploy", fleet::deploy);
    deeds.put("kill and start", this::killAndStart);
    deeds.put("scale", this::scale);
    deeds.put("debug logging", this::debug);
    deeds.put("timer's exec", service -> fleet.execute(service, "true"));
    deeds.put("job", service -> jobs.run());
    deeds.put("job that is kept", service -> jobs.runAndKeep());
  }

  /**
   * @param random the source of all choices
   * @param services the choices
   */
  record Chance(Random random, List<Service> services) {}

  /** Puts the first deed on the agenda, and each puts the next. */
  void begin() {
    next();
    agenda.in(minutes(2, 4), "deploy a stack", this::deployStack);
    agenda.in(minutes(4, 7), "take a stack down", this::downAndUp);
  }

  /** How often each thing was done. */
  Map<String, Integer> done() {
    return Map.copyOf(done);
  }

  private void next() {
    List<String> names = new ArrayList<>(deeds.keySet());
    String deed = names.get(random.nextInt(names.size()));
    Service service = services.get(random.nextInt(services.size()));
    agenda.in(
        Duration.ofMillis(8_000 + random.nextInt(14_000)),
        deed + " " + service.container(1),
        () -> perform(deed, service));
  }

  private void perform(String deed, Service service) throws IOException, InterruptedException {
    next();
    Deed action = deeds.get(deed);
    if (action != null && !busy.contains(service)) {
      note(deed, service.container(1));
      action.to(service);
    }
  }

  private void note(String deed, String what) {
    done.merge(deed, 1, Integer::sum);
    Progress.say("  " + deed + ": " + what);
  }

  private void stopAndStart(Service service) throws IOException, InterruptedException {
    fleet.stop(service);
    later(service, 10 + random.nextInt(20), () -> fleet.start(service));
  }

  private void killAndStart(Service service) throws IOException, InterruptedException {
    fleet.kill(service);
    later(service, 3 + random.nextInt(5), () -> fleet.start(service));
  }

  private void scale(Service service) throws IOException, InterruptedException {
    if (service.stack().isEmpty()) {
      return;
    }
    fleet.scale(service, 2 + random.nextInt(2));
    later(service, 60 + random.nextInt(120), () -> fleet.scale(service, 1));
  }

  private void debug(Service service) throws IOException, InterruptedException {
    fleet.execute(service, "touch", "/debug");
    later(service, 40 + random.nextInt(80), () -> fleet.execute(service, "rm", "/debug"));
  }

  private void later(Service service, int seconds, Agenda.Step step) {
    busy.add(service);
    agenda.in(
        Duration.ofSeconds(seconds),
        "finish with " + service.container(1),
        () -> {
          busy.remove(service);
          step.take();
        });
  }

  private void deployStack() throws IOException, InterruptedException {
    agenda.in(minutes(3, 5), "deploy a stack", this::deployStack);
    List<Service> stack = anyStack();
    note("deploy a stack", stack.get(0).stack());
    for (Service service : stack) {
      if (!busy.contains(service)) {
        fleet.deploy(service);
      }
    }
  }

  private void downAndUp() throws IOException, InterruptedException {
    agenda.in(minutes(6, 10), "take a stack down", this::downAndUp);
    List<Service> stack = anyStack();
    if (stack.stream().anyMatch(busy::contains)) {
      return;
    }
    note("down and up", stack.get(0).stack());
    fleet.down(stack);
    busy.addAll(stack);
    agenda.in(
        Duration.ofSeconds(15 + random.nextInt(30)),
        "bring up " + stack.get(0).stack(),
        () -> {
          stack.forEach(busy::remove);
          fleet.up(stack);
        });
  }

  private List<Service> anyStack() {
    Service one = services.get(random.nextInt(services.size()));
    return services.stream().filter(each -> each.stack().equals(one.stack())).toList();
  }

  private Duration minutes(int least, int most) {
    return Duration.ofSeconds(60L * least + random.nextInt(60 * (most - least)));
  }
}
