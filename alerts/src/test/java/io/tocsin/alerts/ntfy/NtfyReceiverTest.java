package io.tocsin.alerts.ntfy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.Vendor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NtfyReceiverTest extends HttpContract {
  @Override
  protected Vendor vendor() {
    return NtfyReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of(
        "ntfy", Map.of("url", server + "/alarms-" + SECRET, "token", "tk_" + SECRET));
  }

  private static Vendor.Said answer(Vendor.Asked asked) {
    JsonNode json = json(asked.body());
    if (!("Bearer tk_" + SECRET).equals(asked.headers().get("Authorization"))) {
      return Vendor.Said.of(401, "{\"code\": 40101, \"http\": 401, \"error\": \"unauthorized\"}");
    }
    boolean isWell =
        asked.target().equals("/")
            && json.path("topic").asText().equals("alarms-" + SECRET)
            && json.path("message").asText().getBytes(StandardCharsets.UTF_8).length <= 4_096
            && json.path("priority").asInt() >= 1
            && json.path("priority").asInt() <= 5
            && json.path("tags").isArray()
            && json.path("actions").size() <= 3
            && String.valueOf(asked.headers().get("X-Sequence-ID")).matches("[-_A-Za-z0-9]{1,64}");
    return isWell
        ? Vendor.Said.of(200, "{\"id\": \"xE73Iyuabi\", \"event\": \"message\"}")
        : Vendor.Said.of(400, "{\"code\": 40024, \"http\": 400, \"error\": \"invalid request\"}");
  }

  @Override
  protected Vendor.Said tooMany() {
    return new Vendor.Said(
        429,
        Map.of("Retry-After", "5"),
        "{\"code\": 42901, \"http\": 429, \"error\": \"limit reached: too many requests\"}");
  }

  @Override
  protected Duration asked() {
    return Duration.ofSeconds(5);
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(
        Vendor.Said.of(400, "{\"code\": 40009, \"error\": \"topic invalid\"}"),
        Vendor.Said.of(401, "{\"code\": 40101, \"error\": \"unauthorized\"}"),
        Vendor.Said.of(403, "{\"code\": 40301, \"error\": \"forbidden\"}"));
  }

  /** Plain text, in which a phone links addresses only. */
  @Override
  protected void assertInert(JsonNode json) {
    assertThat(json.path("markdown").asBoolean()).isFalse();
    assertThat(json.path("click").asText()).isEqualTo("http://127.0.0.1/");
    assertThat(json.path("title").asText() + json.path("message").asText()).doesNotContain("://");
    assertThat(json.path("actions")).hasSize(1);
    assertThat(json.at("/actions/0/url").asText()).isEqualTo("http://127.0.0.1/");
    assertThat(json.has("attach") || json.has("email")).isFalse();
  }

  @Test
  void offersTheIncidentsPageFirstAndNoMoreButtonsThanThereCanBe() {
    JsonNode json =
        json(
            message(
                Incidents.open("i1", 1)
                    .withLink("acknowledge", "http://127.0.0.1/ack")
                    .withLink("another", "http://127.0.0.1/another")
                    .withLink("runbook", "http://127.0.0.1/runbook")));

    assertThat(json.path("click").asText()).isEqualTo("http://127.0.0.1/");
    assertThat(json.path("actions").findValuesAsText("label"))
        .containsExactly("Open in the console", "Acknowledge", "Runbook");
  }

  @Test
  void updatesTheSameNotificationWithEachRevision() {
    String first = sent(Incidents.open("i1", 1)).headers().get("X-Sequence-ID");
    String last = sent(Incidents.resolved("i1", 2)).headers().get("X-Sequence-ID");

    assertThat(first).isEqualTo("i1").isEqualTo(last);
    assertThat(sent(Incidents.open("i 2/ä", 1)).headers().get("X-Sequence-ID"))
        .matches("[0-9a-f]{16}");
  }

  @Test
  void ringsLoudestForWhatIsCritical() {
    assertThat(json(message(Incidents.open("i1", 1))).path("priority").asInt()).isEqualTo(5);
    assertThat(json(message(Incidents.resolved("i1", 1))).path("priority").asInt()).isEqualTo(3);
  }

  @Test
  void takesOnlyTheAddressOfATopic() {
    assertThat(ReceiverConfig.of("ntfy", Map.of("url", "https://ntfy.sh")).problems()).hasSize(1);
    assertThat(ReceiverConfig.of("ntfy", Map.of("url", "https://n.example/x/top/")).problems())
        .isEmpty();
  }
}
