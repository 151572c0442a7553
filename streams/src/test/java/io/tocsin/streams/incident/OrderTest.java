package io.tocsin.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.incident.GeneratedOutage.Arrival;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Findings come from three topics, and so in no order that could be relied on. Whoever is seconds
 * ahead of whom, in the end the same of them stand together, with the same cause.
 */
@Tag("once")
class OrderTest {
  private static final int OUTAGES = 100;

  /** What must not hang on the order. Ids may: an incident is named when it is told first. */
  record Outcome(Set<String> findings, String cause, String detector, Instant startedAt) {}

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 3, 8})
  void endsInTheSameIncidentsInWhateverOrderFindingsCame(double skew) {
    for (long seed = 7_000; seed < 7_000 + OUTAGES; seed++) {
      List<Arrival> tape = new GeneratedOutage(seed).tape();

      Set<Outcome> expected = play(tape);

      for (int order = 0; order < 3; order++) {
        Random random = new Random(31 * seed + order);
        assertThat(play(late(tape, skew, random))).as("seed " + seed).isEqualTo(expected);
      }
    }
  }

  private static List<Arrival> late(List<Arrival> tape, double skew, Random random) {
    List<Arrival> late = new ArrayList<>();
    for (Arrival each : tape) {
      double delay = each.input() instanceof Finding ? skew * random.nextDouble() : 0;
      late.add(new Arrival(each.at() + delay, each.input()));
    }
    late.sort(Comparator.comparingDouble(Arrival::at));
    return late;
  }

  private static Set<Outcome> play(List<Arrival> tape) {
    Correlator correlator = new Correlator("host1", Dependencies.NONE, null);
    Map<String, Incident> last = new LinkedHashMap<>();
    for (Arrival each : tape) {
      List<Incident> told =
          each.input() instanceof Finding finding
              ? correlator.on(finding)
              : correlator.learn((ContainerFacts) each.input());
      told.forEach(incident -> last.put(incident.id(), incident));
    }
    return last.values().stream()
        .filter(incident -> incident.mergedInto() == null)
        .map(OrderTest::outcome)
        .collect(Collectors.toSet());
  }

  private static Outcome outcome(Incident incident) {
    Set<String> findings =
        incident.findings().stream()
            .map(each -> each.detector() + " of " + each.service() + " at " + each.startedAt())
            .collect(Collectors.toSet());
    return new Outcome(
        findings, incident.cause().service(), incident.cause().detector(), incident.startedAt());
  }
}
