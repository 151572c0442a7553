package io.tocsin.alerts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.ReceiverContract;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest extends ReceiverContract {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEXT_SECRET = "whsec_c2VjcmV0LW9mLWEtcm90YXRlZC1lbmRwb2ludA==";

  @Override
  protected Receiver receiver() {
    return new WebhookReceiver(URL, List.of(SECRET));
  }

  @Override
  protected void assertWithinLimits(String body, JsonNode json) {
    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);
  }

  @Override
  protected void assertInert(JsonNode json) {
    assertThat(json.get("schema").asText()).isEqualTo(Incident.SCHEMA);
    assertThat(json.size()).isEqualTo(Wire.mapper().valueToTree(Incidents.open("i", 1)).size());
  }

  @Test
  void postsTheIncidentAsItIs() {
    Incident incident = Incidents.open("i1", 3);

    String body = body(incident);

    assertThat(Wire.read(body.getBytes(StandardCharsets.UTF_8), Incident.class))
        .isEqualTo(incident);
    assertThat(body).doesNotContain("trimmed");
  }

  @Test
  void namesTheMessageByIncidentAndRevisionSoThatRetriesAreTheSame() {
    Message first = receiver().message(Incidents.open("i1", 3), Incidents.START);
    Message retry = receiver().message(Incidents.open("i1", 3), Incidents.START.plusSeconds(60));

    assertThat(first.headers()).containsEntry("webhook-id", "i1.3");
    assertThat(first.headers()).containsEntry("webhook-timestamp", "1795255200");
    assertThat(retry.headers()).containsEntry("webhook-id", "i1.3");
    assertThat(retry.headers().get("webhook-signature"))
        .isNotEqualTo(first.headers().get("webhook-signature"));
  }

  @Test
  void isUnsignedWithoutASecretAndSignedTwiceWhileRotating() {
    Incident incident = Incidents.open("i1", 1);

    assertThat(new WebhookReceiver(URL, List.of()).message(incident, Incidents.START).headers())
        .doesNotContainKey("webhook-signature");
    assertThat(
            new WebhookReceiver(URL, List.of(SECRET, NEXT_SECRET))
                .message(incident, Incidents.START)
                .headers()
                .get("webhook-signature"))
        .matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=");
  }

  @Test
  void saysWhatWasTrimmed() throws Exception {
    JsonNode body = Wire.mapper().readTree(body(Incidents.huge(1, 5_000)));

    assertThat(body.get("trimmed")).isNotEmpty();
    assertThat(body.at("/cause/summary").asText()).isEqualTo("the one true cause");
    assertThat(body.get("why")).isNotEmpty();
  }
}
