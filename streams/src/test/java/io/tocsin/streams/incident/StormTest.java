package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.ContainerRef;
import io.tocsin.telemetry.ContainerTraits;
import io.tocsin.telemetry.Digest;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred services that all depend on one, and three hundred findings, each with many lines. */
@Tag("once")
class StormTest {
  private static final int SERVICES = 100;
  private static final int A_RECORD = 1 << 20;
  private static final List<String> DETECTORS = List.of("unhealthy", "restart-rate", "error-spike");

  private final Correlator correlator = new Correlator("host1", Dependencies.NONE, null);
  private final Map<String, Incident> last = new HashMap<>();
  private int largest;

  @Test
  void aStormIsOneIncidentThatFitsIntoARecordAndNamesAllServices() throws JsonProcessingException {
    storm();

    assertThat(last).hasSize(1);
    assertThat(last.values().iterator().next().services()).hasSize(SERVICES);
    assertThat(largest).isLessThan(A_RECORD);
    int state = StateJson.mapper().writeValueAsBytes(correlator.state()).length;
    assertThat(state).as("bytes of state").isLessThan(A_RECORD);
  }

  private void storm() {
    for (int i = 0; i < SERVICES; i++) {
      correlator.learn(facts(i));
    }
    for (int i = 0; i < SERVICES; i++) {
      for (String detector : DETECTORS) {
        correlator.on(finding(detector, i)).forEach(this::told);
      }
    }
  }

  private void told(Incident incident) {
    largest = Math.max(largest, Wire.write(incident).length);
    if (incident.mergedInto() == null) {
      last.put(incident.id(), incident);
    } else {
      last.remove(incident.id());
    }
  }

  private static ContainerFacts facts(int service) {
    List<ContainerFacts.Dependency> on =
        service == 0
            ? List.of()
            : List.of(new ContainerFacts.Dependency("service0", "service_started"));
    return new ContainerFacts(
        T0.minusSeconds(3_600),
        subject(service),
        new ContainerRef("c".repeat(60) + service, "shop-service" + service + "-1", "shop:1"),
        "sha256:1",
        "running",
        T0.minusSeconds(7_200),
        null,
        ContainerTraits.UNKNOWN,
        new ContainerFacts.Limits(null, null, null),
        null,
        on,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Finding finding(String detector, int service) {
    Instant at = T0.plusMillis(service * 100L);
    List<String> lines =
        IntStream.range(0, 20)
            .mapToObj(i -> "line %d of service%d: ".formatted(i, service) + "x".repeat(100))
            .toList();
    return new Finding(
        Digest.of(detector, service),
        detector,
        detector,
        subject(service),
        "shop-service" + service + "-1",
        Severity.CRITICAL,
        Finding.State.FIRING,
        at,
        at,
        at,
        null,
        3,
        1,
        "things",
        null,
        detector + " of service" + service,
        Map.of("logs", lines));
  }

  private static Subject subject(int service) {
    return new Subject("host1", "shop", "service" + service);
  }
}
