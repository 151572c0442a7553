package io.tocsin.alerts.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Vendor;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PagerDutyReceiverTest extends HttpContract {
  private static final String KEY = "0123456789abcdef0123456789" + SECRET;

  @Override
  protected Vendor vendor() {
    return PagerDutyReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of("pagerduty", Map.of("key", KEY, "url", server + "/v2/enqueue"));
  }

  private static Vendor.Said answer(Vendor.Asked asked) {
    JsonNode json = json(asked.body());
    JsonNode payload = json.path("payload");
    boolean isWell =
        asked.target().equals("/v2/enqueue")
            && json.path("routing_key").asText().equals(KEY)
            && within(json.path("dedup_key"), 255)
            && (json.path("event_action").asText().equals("acknowledge") || isAlert(json, payload))
            && asked.body().getBytes(StandardCharsets.UTF_8).length <= 512 * 1024;
    return isWell
        ? Vendor.Said.of(202, "{\"status\": \"success\", \"dedup_key\": \"i1\"}")
        : Vendor.Said.of(400, "{\"status\": \"invalid event\", \"message\": \"is invalid\"}");
  }

  private static boolean isAlert(JsonNode json, JsonNode payload) {
    return Set.of("trigger", "resolve").contains(json.path("event_action").asText())
        && within(payload.path("summary"), 1_024)
        && within(payload.path("source"), 255)
        && Set.of("critical", "error", "warning", "info")
            .contains(payload.path("severity").asText())
        && payload.path("timestamp").asText().endsWith("Z")
        && payload.path("custom_details").isObject();
  }

  private static boolean within(JsonNode text, int limit) {
    return text.isTextual() && !text.asText().isEmpty() && text.asText().length() <= limit;
  }

  @Override
  protected Vendor.Said tooMany() {
    return Vendor.Said.of(429, "{\"status\": \"throttle exceeded\"}");
  }

  @Override
  protected Duration asked() {
    return Duration.ZERO;
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(
        Vendor.Said.of(400, "{\"status\": \"invalid event\", \"errors\": [\"'routing_key'\"]}"),
        Vendor.Said.of(403, "{\"status\": \"forbidden\"}"));
  }

  /** PagerDuty shows plain text. */
  @Override
  protected void assertInert(JsonNode json) {
    assertThat(json.at("/links/0/href").asText()).isEqualTo("http://127.0.0.1/");
    assertThat(json.path("links")).hasSize(1);
    assertThat(json.path("images").isMissingNode()).isTrue();
  }

  @Test
  void acknowledgesTheAlertThatItTriggered() {
    Acknowledgement hand = new Acknowledgement("i1", "ann", Incidents.START, "on it", 0);
    Message message = receiver().hand("i1", hand).orElseThrow();

    assertTaken(message);
    assertThat(json(message).path("event_action").asText()).isEqualTo("acknowledge");
    assertThat(json(message).path("dedup_key").asText()).isEqualTo("i1");
    assertThat(receiver().hand("i1", null)).isEmpty();
  }

  @Test
  void saysThatNobodyHasAcknowledgedIt() {
    Incident escalated = Incidents.open("i1", 1).escalated(Duration.ofMinutes(15));

    assertThat(json(sent(escalated).body()).at("/payload/custom_details/in hand").asText())
        .isEqualTo("nobody has acknowledged it within 15 min");
  }

  @Test
  void leadsToTheIncidentsPage() {
    Incident linked =
        Incidents.open("i1", 1)
            .withLink("acknowledge", "http://127.0.0.1/ack")
            .withLink("runbook", "http://127.0.0.1/runbook");
    JsonNode json = json(sent(linked).body());

    assertThat(json.path("client_url").asText()).isEqualTo("http://127.0.0.1/");
    assertThat(json.path("links").findValuesAsText("text"))
        .containsExactly("Open in the console", "Acknowledge", "Runbook");
  }

  @Test
  void resolvesTheAlertThatItTriggered() {
    JsonNode open = json(sent(Incidents.open("i1", 1)).body());
    JsonNode over = json(sent(Incidents.resolved("i1", 2)).body());

    assertThat(open.path("event_action").asText()).isEqualTo("trigger");
    assertThat(over.path("event_action").asText()).isEqualTo("resolve");
    assertThat(open.path("dedup_key")).isEqualTo(over.path("dedup_key"));
    assertThat(json(sent(Incidents.open("x".repeat(300), 1)).body()).path("dedup_key").asText())
        .hasSize(16);
  }
}
