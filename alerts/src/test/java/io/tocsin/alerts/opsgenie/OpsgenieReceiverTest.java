package io.tocsin.alerts.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.HttpMessage;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Vendor;
import io.tocsin.telemetry.Acknowledgement;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpsgenieReceiverTest extends HttpContract {
  private static final String KEY = "eb243592-faa2-4ba2-a551q-" + SECRET;

  @Override
  protected Vendor vendor() {
    return OpsgenieReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of(
        "opsgenie", Map.of("key", KEY, "url", server.toString(), "team", "ops"));
  }

  private static Vendor.Said answer(Vendor.Asked asked) {
    JsonNode json = json(asked.body());
    if (!("GenieKey " + KEY).equals(asked.headers().get("Authorization"))) {
      return Vendor.Said.of(401, "{\"message\": \"Could not authenticate\"}");
    }
    boolean isWell =
        asked.target().equals("/v2/alerts")
            ? isAlert(json)
            : asked
                    .target()
                    .matches("/v2/alerts/[\\w.-]+/(close|(un)?acknowledge)\\?identifierType=alias")
                && json.path("note").asText().length() <= 25_000
                && within(json.path("source"), 100);
    return isWell
        ? Vendor.Said.of(202, "{\"result\": \"Request will be processed\", \"requestId\": \"x\"}")
        : Vendor.Said.of(422, "{\"message\": \"Request body is not processable.\"}");
  }

  private static boolean isAlert(JsonNode json) {
    boolean tags = json.path("tags").size() <= 20;
    for (JsonNode tag : json.path("tags")) {
      tags &= tag.asText().length() <= 50;
    }
    return tags
        && within(json.path("message"), 130)
        && within(json.path("alias"), 512)
        && within(json.path("description"), 15_000)
        && within(json.path("source"), 100)
        && json.path("entity").asText().length() <= 512
        && json.path("priority").asText().matches("P[1-5]")
        && json.at("/responders/0/type").asText().equals("team");
  }

  private static boolean within(JsonNode text, int limit) {
    return !text.asText().isEmpty() && text.asText().length() <= limit;
  }

  @Override
  protected Vendor.Said tooMany() {
    return new Vendor.Said(
        429, Map.of("X-RateLimit-State", "THROTTLED"), "{\"message\": \"too many requests\"}");
  }

  @Override
  protected Duration asked() {
    return Duration.ZERO;
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(
        Vendor.Said.of(401, "{\"message\": \"Could not authenticate\"}"),
        Vendor.Said.of(403, "{\"message\": \"Api key is not allowed\"}"),
        Vendor.Said.of(422, "{\"message\": \"Request body is not processable\"}"));
  }

  @Override
  protected void assertInert(JsonNode json) {
    String shown = json.path("message").asText() + json.path("description").asText();
    assertThat(shown.replace("http://127.0.0.1/", "")).doesNotContain("<", ">", "://");
  }

  @Test
  void acknowledgesTheAlertThatItMadeAndTakesThatBack() {
    Acknowledgement hand =
        new Acknowledgement("i1", "ann", Incidents.START, "see https://evil.example", 0);
    Message message = receiver().hand("i1", hand).orElseThrow();
    Message back = receiver().hand("i1", null).orElseThrow();

    assertTaken(message);
    assertTaken(back);
    assertThat(json(message).path("note").asText())
        .startsWith("ann has it in hand: see ")
        .doesNotContain("://");
    assertThat(((HttpMessage) message).url().toString())
        .endsWith("/v2/alerts/i1/acknowledge?identifierType=alias");
    assertThat(((HttpMessage) back).url().toString())
        .endsWith("/v2/alerts/i1/unacknowledge?identifierType=alias");
  }

  @Test
  void closesTheAlertThatItMade() {
    assertThat(json(sent(Incidents.open("i1", 1)).body()).path("alias").asText()).isEqualTo("i1");
    assertThat(sent(Incidents.resolved("i1", 2)).target())
        .isEqualTo("/v2/alerts/i1/close?identifierType=alias");
    assertThat(sent(Incidents.resolved("../x?y", 2)).target())
        .matches("/v2/alerts/[0-9a-f]{16}/close\\?identifierType=alias");
  }
}
