package io.tocsin.app.replay;

import io.tocsin.streams.ReplayCorrelation;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Progress;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/** From findings to incidents, in the order of the live run, with what was known at the time. */
final class Correlating implements FindingOrder.Out {
  /** They go by the wall clock, which a replay has not. */
  private static final Set<String> OF_THE_CLOCK = Set.of("collector-silent");

  private final ReplayCorrelation correlation;
  private final Incidents incidents;
  private final ReplayListener listener;
  private final TreeMap<String, FindingOrder> hosts = new TreeMap<>();
  private final PriorityQueue<ContainerFacts> facts =
      new PriorityQueue<>(
          Comparator.comparing(ContainerFacts::at)
              .thenComparing(each -> each.container().id())
              .thenComparing(ContainerFacts::state));
  private long findings;

  Correlating(ReplayCorrelation correlation, Incidents incidents, ReplayListener listener) {
    this.correlation = correlation;
    this.incidents = incidents;
    this.listener = listener;
  }

  /** Facts are known from their own time on. */
  void learn(ContainerFacts known) {
    facts.add(known);
  }

  void recorded(Finding finding) {
    order(finding.subject().host()).recorded(finding);
  }

  void recorded(Progress progress) {
    order(progress.host()).recorded(progress);
  }

  void arrived(Finding finding) {
    order(finding.subject().host()).arrived(finding);
  }

  void advance(Instant watermark) {
    hosts.values().forEach(order -> order.advance(watermark, this));
  }

  void finish() {
    hosts.values().forEach(order -> order.finish(this));
    learnUpTo(Instant.MAX);
    correlation.finish().forEach(this::tell);
    incidents.release(listener::incident);
  }

  long findings() {
    return findings;
  }

  private FindingOrder order(String of) {
    return hosts.computeIfAbsent(
        of, host -> new FindingOrder(each -> OF_THE_CLOCK.contains(each.detector())));
  }

  @Override
  public void take(Progress progress) {
    correlation.on(progress).forEach(this::tell);
  }

  @Override
  public void take(Finding finding) {
    learnUpTo(finding.updatedAt());
    findings++;
    listener.finding(finding);
    correlation.on(finding).forEach(this::tell);
  }

  private void learnUpTo(Instant time) {
    for (ContainerFacts next = facts.peek();
        next != null && !next.at().isAfter(time);
        next = facts.peek()) {
      correlation.learn(facts.remove()).forEach(this::tell);
    }
  }

  private void tell(Incident incident) {
    incidents.put(incident, listener::incident);
  }
}
