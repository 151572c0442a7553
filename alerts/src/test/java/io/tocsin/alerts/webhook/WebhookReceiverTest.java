package io.tocsin.alerts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.Kinds;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.Vendor;
import io.tocsin.alerts.setup.Given;
import io.tocsin.alerts.template.TemplateText;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest extends HttpContract {
  private static final String SIGNING = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEXT = "whsec_c2VjcmV0LW9mLWEtcm90YXRlZC1lbmRwb2ludA==";

  @Override
  protected Vendor vendor() {
    return WebhookReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of("webhooks", Map.of("url", server + "/" + SECRET, "secret", SIGNING));
  }

  /** As Standard Webhooks has it. */
  private static Vendor.Said answer(Vendor.Asked asked) {
    String id = asked.headers().getOrDefault("webhook-id", "");
    long at = Long.parseLong(asked.headers().getOrDefault("webhook-timestamp", "0"));
    String wanted =
        Signature.header(
            List.of(new Signature(SIGNING)), id, Instant.ofEpochSecond(at), asked.body());
    boolean isWell =
        asked.body().getBytes(StandardCharsets.UTF_8).length < 20_000
            && wanted.equals(asked.headers().get("webhook-signature"))
            && json(asked.body()).path("schema").asText().equals(Incident.SCHEMA);
    return Vendor.Said.of(isWell ? 204 : 400, "");
  }

  @Override
  protected Vendor.Said tooMany() {
    return new Vendor.Said(429, Map.of("Retry-After", "7"), "");
  }

  @Override
  protected Duration asked() {
    return Duration.ofSeconds(7);
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(Vendor.Said.of(400, "no"), Vendor.Said.of(410, "gone"));
  }

  @Override
  protected void assertInert(JsonNode json) {
    assertThat(json.get("schema").asText()).isEqualTo(Incident.SCHEMA);
    assertThat(json.size()).isEqualTo(Wire.mapper().valueToTree(Incidents.open("i", 1)).size());
  }

  /** JSON for programs keeps the order of its fields, not that of a message. */
  @Override
  @Test
  protected void saysAllInTheOrderInWhichItIsAsked() {
    Incident incident = Incidents.open("i1", 3);

    String body = message(incident).body();

    assertThat(Wire.read(body.getBytes(StandardCharsets.UTF_8), Incident.class))
        .isEqualTo(incident);
    assertThat(body).doesNotContain("trimmed");
  }

  @Override
  @Test
  protected void saysThatItIsOverAndHowLongItTook() {
    JsonNode json = json(message(Incidents.resolved("i1", 2)));

    assertThat(json.path("state").asText()).isEqualTo("resolved");
    assertThat(json.path("resolvedAt").asText()).isEqualTo("2026-11-21T12:05:00Z");
  }

  @Test
  void namesTheMessageByIncidentAndRevisionSoThatRetriesAreTheSame() {
    HttpMessage first = at(receiver(), Incidents.START);
    HttpMessage retry = at(receiver(), Incidents.START.plusSeconds(60));

    assertThat(first.headers()).containsEntry("webhook-id", "i1.3");
    assertThat(first.headers()).containsEntry("webhook-timestamp", "1795255200");
    assertThat(retry.headers()).containsEntry("webhook-id", "i1.3");
    assertThat(retry.headers().get("webhook-signature"))
        .isNotEqualTo(first.headers().get("webhook-signature"));
  }

  @Test
  void isUnsignedWithoutASecretAndSignedTwiceWhileRotating() {
    assertThat(at(signedBy(), Incidents.START).headers()).doesNotContainKey("webhook-signature");
    assertThat(at(signedBy(SIGNING, NEXT), Incidents.START).headers().get("webhook-signature"))
        .matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=");
  }

  @Test
  void saysWhatWasTrimmed() {
    JsonNode body = json(message(Incidents.huge(1, 5_000)));

    assertThat(body.get("trimmed")).isNotEmpty();
    assertThat(body.at("/cause/summary").asText()).isEqualTo("the one true cause");
    assertThat(body.get("why")).isNotEmpty();
  }

  @Test
  void makesWhatATemplateSaysAndTheIncidentItselfWhereThatIsBroken() {
    Given plain = Given.of(Map.of("url", List.of("https://host/")));
    TemplateText own = new TemplateText("own", "{\"msg\": \"{{title}} on {{host}}\"}");
    TemplateText broken = new TemplateText("broken", "{\"msg\": \"{{titel}}\"}");

    assertThat(at(new WebhookReceiver(plain.with(own)), Incidents.START).body())
        .isEqualTo("{\"msg\":\"backend is in a restart loop on host1\"}");
    assertThat(at(new WebhookReceiver(plain.with(broken)), Incidents.START).body())
        .contains(Incident.SCHEMA);
    assertThat(new ReceiverConfig(Kinds.of("webhooks"), plain.with(broken)).templateProblem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("broken", "titel"));
  }

  private static Receiver signedBy(String... secrets) {
    return new WebhookReceiver(
        Given.of(Map.of("url", List.of("https://host/"), "secret", List.of(secrets))));
  }

  private static HttpMessage at(Receiver receiver, Instant now) {
    Message message = receiver.message(Incidents.open("i1", 3), now);
    return (HttpMessage) message;
  }
}
