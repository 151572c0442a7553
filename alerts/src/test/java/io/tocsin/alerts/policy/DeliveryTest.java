package io.tocsin.alerts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.policy.Delivery.Outcome;
import io.tocsin.alerts.policy.Delivery.Settled;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final Delivery TOLD =
      Delivery.after(
          null,
          "webhook:example.com:abc123",
          Incidents.open("i1", 2),
          new Settled(Outcome.DELIVERED, Incidents.START));

  @Test
  void looksInTheTopicAsTheGoldenFileSays() throws IOException {
    JsonNode written = Wire.mapper().readTree(Wire.write(TOLD));

    assertThat(written.toPrettyString()).isEqualTo(golden().toPrettyString());
    assertThat(Wire.read(Wire.mapper().writeValueAsBytes(golden()), Delivery.class))
        .isEqualTo(TOLD);
  }

  @Test
  void remembersWhatWasToldBeforeADeadLetter() {
    Delivery buried =
        Delivery.after(
            TOLD,
            TOLD.receiver(),
            Incidents.open("i1", 3),
            new Settled(Outcome.DEAD_LETTER, Incidents.START));

    assertThat(buried.revision()).isEqualTo(3);
    assertThat(buried.told()).isEqualTo(2);
    assertThat(buried.key()).isEqualTo("webhook:example.com:abc123/i1");
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in = DeliveryTest.class.getResourceAsStream("/golden/delivery.json")) {
      return Wire.mapper().readTree(Objects.requireNonNull(in));
    }
  }
}
