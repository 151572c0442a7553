package io.tocsin.alerts.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Sample;
import io.tocsin.alerts.receiver.Answer;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.Message;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.alerts.receiver.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiscordReceiverTest extends HttpContract {
  private static final Set<String> FIELDS =
      Set.of("title", "description", "color", "fields", "footer", "timestamp", "url", "author");

  @Override
  protected Vendor vendor() {
    return DiscordReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of("discord", Map.of("url", server + "/api/webhooks/1/" + SECRET));
  }

  private static Vendor.Said answer(Vendor.Asked asked) {
    JsonNode json = json(asked.body());
    if (!asked.target().equals("/api/webhooks/1/" + SECRET + "?wait=true")) {
      return Vendor.Said.of(404, "{\"message\": \"Unknown Webhook\", \"code\": 10015}");
    }
    JsonNode embeds = json.path("embeds");
    int total = 0;
    boolean isWell =
        embeds.size() >= 1 && embeds.size() <= 10 && json.path("content").asText().length() <= 2000;
    for (JsonNode embed : embeds) {
      isWell &= isEmbed(embed);
      total += embed.path("title").asText().length() + embed.path("description").asText().length();
    }
    return isWell && total <= 6_000
        ? Vendor.Said.of(200, "{\"id\": \"1\", \"type\": 0}")
        : Vendor.Said.of(400, "{\"message\": \"Invalid Form Body\", \"code\": 50035}");
  }

  private static boolean isEmbed(JsonNode embed) {
    boolean isKnown = true;
    for (var names = embed.fieldNames(); names.hasNext(); ) {
      isKnown &= FIELDS.contains(names.next());
    }
    return isKnown
        && !embed.path("title").asText().isBlank()
        && embed.path("title").asText().length() <= 256
        && embed.path("description").asText().length() <= 4_096
        && embed.path("color").isInt()
        && embed.path("color").asInt() <= 0xffffff;
  }

  @Override
  protected Vendor.Said tooMany() {
    return new Vendor.Said(
        429,
        Map.of("Retry-After", "1", "X-RateLimit-Reset-After", "1.336"),
        "{\"message\": \"You are being rate limited.\", \"retry_after\": 1.336, \"global\":"
            + " false}");
  }

  @Override
  protected Duration asked() {
    return Duration.ofMillis(1_336);
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(
        Vendor.Said.of(400, "{\"message\": \"Invalid Form Body\", \"code\": 50035}"),
        Vendor.Said.of(401, "{\"message\": \"401: Unauthorized\", \"code\": 0}"),
        Vendor.Said.of(404, "{\"message\": \"Unknown Webhook\", \"code\": 10015}"));
  }

  @Override
  protected void assertInert(JsonNode json) {
    assertThat(json.at("/allowed_mentions/parse").isArray()).isTrue();
    assertThat(json.at("/allowed_mentions/parse")).isEmpty();
    JsonNode embed = json.at("/embeds/0");
    assertEscaped(embed.path("title").asText());
    String[] parts = embed.path("description").asText().split("```", -1);
    assertThat(parts.length).isIn(1, 3);
    for (int i = 0; i < parts.length; i += 2) {
      assertEscaped(
          parts[i]
              .replaceAll("\\*\\*(Cause:|Why|Changed before|Services:|What to do)\\*\\*", "")
              .replace("[Open in the console](http://127.0.0.1/)", ""));
    }
  }

  private static void assertEscaped(String text) {
    assertThat(text.replaceAll("\\\\.", "")).doesNotContainPattern("[*_~`|>#\\[\\]()<@]|://");
  }

  /** As Discord shows them: without the backslashes. */
  @Override
  protected List<String> texts(Message message) {
    return super.texts(message).stream().map(text -> text.replaceAll("\\\\(.)", "$1")).toList();
  }

  @Test
  void restsWhenTheBucketIsEmpty() {
    Answer last =
        new Answer(
            204,
            Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset-after", "1.25"),
            "",
            Duration.ZERO);

    assertThat(DiscordReceiver.judge(last)).isEqualTo(new Reply.Accepted(Duration.ofMillis(1_250)));
  }

  @Test
  void showsAtFirstSightHowBadItIs() {
    assertThat(json(message(Sample.open())).at("/embeds/0/color").asInt()).isEqualTo(0xd92d20);
    assertThat(json(message(Sample.resolved())).at("/embeds/0/color").asInt()).isEqualTo(0x12b76a);
  }
}
