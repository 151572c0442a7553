package io.tocsin.streams;

import io.tocsin.streams.incident.Correlator;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Progress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The correlation of all hosts, fed by a replay instead of by Kafka. */
public final class ReplayCorrelation {
  private final Dependencies depends;
  private final Map<String, Correlator> hosts = new TreeMap<>();

  public ReplayCorrelation(Dependencies depends) {
    this.depends = depends;
  }

  /** Takes facts in; gives the incidents of which more is to be told with them. */
  public List<Incident> learn(ContainerFacts facts) {
    return correlator(facts.subject().host()).learn(facts);
  }

  /** Takes a finding in; gives the incidents that are to be told anew. */
  public List<Incident> on(Finding finding) {
    return correlator(finding.subject().host()).on(finding);
  }

  /** Takes in how far a source had been read in the live run. */
  public List<Incident> on(Progress progress) {
    return correlator(progress.host()).on(progress);
  }

  /** No more comes: gives the incidents that are to be told of what has waited. */
  public List<Incident> finish() {
    return hosts.values().stream().flatMap(host -> host.finish().stream()).toList();
  }

  private Correlator correlator(String host) {
    return hosts.computeIfAbsent(host, name -> new Correlator(name, depends, null));
  }
}
