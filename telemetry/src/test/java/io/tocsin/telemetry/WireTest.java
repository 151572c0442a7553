package io.tocsin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "not json",
        "{}",
        "{\"schema\":\"tocsin.log.v9\"}",
        "{\"schema\":\"tocsin.heartbeat.v1\",\"at\":\"yesterday\",\"host\":\"h\"}",
        "{\"schema\":\"tocsin.sample.v1\",\"memory\":{\"usage\":-1}}"
      })
  void refusesWhatIsNoTelemetryWithAReason(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Wire.readTelemetry(bytes))
        .isInstanceOf(TelemetryFormatException.class)
        .hasMessageContaining("readable");
  }

  @Test
  void ignoresFieldsOfANewerWriter() {
    byte[] json =
        "{\"schema\":\"tocsin.heartbeat.v1\",\"at\":\"2026-11-21T10:00:00Z\",\"host\":\"h\",\"x\":{}}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(Wire.readTelemetry(json))
        .isEqualTo(new Heartbeat(Instant.parse("2026-11-21T10:00:00Z"), "h"));
  }

  @Test
  void refusesASubjectKeyOfTheWrongForm() {
    assertThat(Subject.parse("h/s/x")).isEqualTo(new Subject("h", "s", "x"));
    assertThat(Subject.parse("h//")).isEqualTo(Subject.ofEngine("h"));
    assertThatThrownBy(() -> Subject.parse("h/s")).isInstanceOf(TelemetryFormatException.class);
  }
}
