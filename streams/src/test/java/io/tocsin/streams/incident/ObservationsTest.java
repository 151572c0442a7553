package io.tocsin.streams.incident;

import static io.tocsin.streams.testkit.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Wire;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObservationsTest {
  private static final int RECORD_BYTES = 1024 * 1024;

  @Test
  void tellsLittleAsItIs() {
    Finding finding = finding(1, "a line", 20);

    assertThat(Observations.of(List.of(finding))).containsExactly(Incident.Observation.of(finding));
  }

  @Test
  void keepsTheLastLinesWhereThereIsTooMuchForARecord() {
    List<Finding> findings =
        IntStream.range(0, 100).mapToObj(each -> finding(each, "語".repeat(500), 20)).toList();

    List<Incident.Observation> told = Observations.of(findings);

    assertThat(told).hasSize(100);
    assertThat(Wire.write(told).length).isLessThan(RECORD_BYTES * 3 / 4);
    assertThat((List<?>) told.get(0).evidence().get("logs")).isNotEmpty();
    assertThat(told.get(0).evidence()).containsEntry("exitCode", 3);
    assertThat(told).extracting(Incident.Observation::summary).containsOnly("it broke");
  }

  private static Finding finding(int number, String line, int lines) {
    return new Finding(
        "finding" + number,
        "exited",
        "exited",
        new Subject("host1", "shop", "service" + number),
        "",
        Severity.WARNING,
        Finding.State.FIRING,
        T0,
        T0,
        T0,
        null,
        1,
        0,
        "",
        null,
        "it broke",
        Map.of("exitCode", 3, "logs", Collections.nCopies(lines, line)));
  }
}
