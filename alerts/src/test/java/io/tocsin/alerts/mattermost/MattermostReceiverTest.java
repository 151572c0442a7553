package io.tocsin.alerts.mattermost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class MattermostReceiverTest extends HttpContract {
  @Override
  protected Vendor vendor() {
    return MattermostReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of(
        "mattermost", Map.of("url", server + "/hooks/" + SECRET, "channel", "alarms"));
  }

  private static Vendor.Said answer(Vendor.Asked asked) {
    JsonNode json = json(asked.body());
    JsonNode attachment = json.path("attachments").path(0);
    if (!asked.target().equals("/hooks/" + SECRET)) {
      return Vendor.Said.of(404, "{\"id\": \"web.incoming_webhook.invalid.app_error\"}");
    }
    boolean isWell =
        json.path("attachments").size() == 1
            && attachment.path("color").asText().matches("#[0-9a-f]{6}")
            && !attachment.path("fallback").asText().isBlank()
            && !attachment.path("text").asText().isBlank()
            && asked.body().length() <= 16_383;
    return isWell
        ? Vendor.Said.of(200, "ok")
        : Vendor.Said.of(400, "{\"id\": \"web.incoming_webhook.text.length.app_error\"}");
  }

  @Override
  protected Vendor.Said tooMany() {
    return new Vendor.Said(429, Map.of("Retry-After", "3"), "limit exceeded");
  }

  @Override
  protected Duration asked() {
    return Duration.ofSeconds(3);
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(
        Vendor.Said.of(400, "{\"message\": \"Unable to parse incoming data\"}"),
        Vendor.Said.of(403, "{\"message\": \"webhooks are disabled\"}"),
        Vendor.Said.of(404, "{\"message\": \"Couldn't find the channel\"}"),
        Vendor.Said.of(200, "{\"success\": false, \"error\": \"Invalid integration id\"}"));
  }

  @Override
  protected void assertInert(JsonNode json) {
    JsonNode attachment = json.at("/attachments/0");
    String prose =
        attachment
            .path("text")
            .asText()
            .replaceAll("(?s)```.*?```", "")
            .replace("[Open in the console](http://127.0.0.1/)", "");
    for (String text : List.of(prose, attachment.path("title").asText())) {
      assertThat(text).doesNotContain("@", "://", "](", "<", ">", "`");
    }
    assertThat(attachment.path("text").asText().split("```", -1).length).isIn(1, 3);
  }
}
