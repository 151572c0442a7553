package io.tocsin.streams;

import io.tocsin.streams.incident.Correlator;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The correlation of all hosts, fed by a replay instead of by Kafka. */
public final class ReplayCorrelation {
  private final Dependencies depends;
  private final Map<String, Correlator> hosts = new HashMap<>();

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

  private Correlator correlator(String host) {
    return hosts.computeIfAbsent(host, name -> new Correlator(name, depends, null));
  }
}
