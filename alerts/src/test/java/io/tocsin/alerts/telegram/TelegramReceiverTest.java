package io.tocsin.alerts.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Sample;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TelegramReceiverTest extends HttpContract {
  private static final String TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSA" + SECRET;
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)((?: [a-z]+=\"[^\"<>]*\")?)>");
  private static final Set<String> TAGS = Set.of("b", "i", "pre", "a");

  @Override
  protected Vendor vendor() {
    return TelegramReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of(
        "telegram", Map.of("token", TOKEN, "chat", "-1001234", "url", server.toString()));
  }

  private static Vendor.Said answer(Vendor.Asked asked) {
    JsonNode json = json(asked.body());
    String text = json.path("text").asText();
    if (!asked.target().equals("/bot" + TOKEN + "/sendMessage")) {
      return no(401, "Unauthorized");
    }
    if (!json.path("chat_id").asText().equals("-1001234")) {
      return no(400, "Bad Request: chat not found");
    }
    if (text.isBlank()) {
      return no(400, "Bad Request: message text is empty");
    }
    if (text.replaceAll("<[^>]*>", "").length() > 4_096) {
      return no(400, "Bad Request: message is too long");
    }
    return json.path("parse_mode").asText().equals("HTML") && isHtml(text)
        ? Vendor.Said.of(200, "{\"ok\": true, \"result\": {\"message_id\": 1}}")
        : no(400, "Bad Request: can't parse entities");
  }

  /** As Telegram reads it: known tags, closed in order; no other bracket or ampersand. */
  private static boolean isHtml(String text) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(text);
    while (tag.find()) {
      boolean isEnd = !tag.group(1).isEmpty();
      if (!TAGS.contains(tag.group(2)) || (isEnd && !tag.group(2).equals(open.poll()))) {
        return false;
      }
      if (!isEnd) {
        open.push(tag.group(2));
      }
    }
    String rest = TAG.matcher(text).replaceAll("").replaceAll("&(lt|gt|amp|quot|#39);", "");
    return open.isEmpty() && !rest.contains("<") && !rest.contains(">") && !rest.contains("&");
  }

  private static Vendor.Said no(int code, String why) {
    return Vendor.Said.of(
        code, "{\"ok\": false, \"error_code\": " + code + ", \"description\": \"" + why + "\"}");
  }

  @Override
  protected Vendor.Said tooMany() {
    return Vendor.Said.of(
        429,
        "{\"ok\": false, \"error_code\": 429, \"description\": \"Too Many Requests: retry after"
            + " 12\", \"parameters\": {\"retry_after\": 12}}");
  }

  @Override
  protected Duration asked() {
    return Duration.ofSeconds(12);
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(
        no(400, "Bad Request: chat not found"),
        no(401, "Unauthorized"),
        no(403, "Forbidden: bot was kicked from the group chat"),
        Vendor.Said.of(
            200, "{\"ok\": false, \"error_code\": 400, \"description\": \"chat not found\"}"));
  }

  @Test
  void waitsAlsoWhereTheRefusalComesWith200() {
    assertThat(
            TelegramReceiver.judge(
                new io.tocsin.alerts.receiver.Answer(
                    200, Map.of(), tooMany().body(), Duration.ZERO)))
        .isInstanceOfSatisfying(
            io.tocsin.alerts.receiver.Reply.Failed.class,
            failed -> assertThat(failed.retryAfter()).isEqualTo(asked()));
  }

  @Override
  protected void assertInert(JsonNode json) {
    assertThat(json.at("/link_preview_options/is_disabled").asBoolean()).isTrue();
    String text = json.path("text").asText();
    assertThat(text).doesNotContain("<script");
    String outsideCode =
        text.replaceAll("(?s)<pre>.*?</pre>", "")
            .replace("<a href=\"http://127.0.0.1/\">Open in the console</a>", "")
            .replaceAll("&#39;", "");
    assertThat(outsideCode).doesNotContain("@", "://", "evil.example", "#", "<a ");
  }

  @Test
  void isSlowerInAGroupThanWithOnePerson() {
    assertThat(receiver().pace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(
            ReceiverConfig.of("telegram", Map.of("token", TOKEN, "chat", "42")).receiver().pace())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void wakesNobodyToSayThatItIsOver() {
    assertThat(json(message(Sample.open())).path("disable_notification").asBoolean()).isFalse();
    assertThat(json(message(Sample.resolved())).path("disable_notification").asBoolean()).isTrue();
  }

  @Test
  void showsPathsWithoutMakingCommandsOfThem() {
    assertThat(message(Incidents.saying("cannot open /etc/app.conf")).body())
        .contains("cannot open ∕etc/app․conf");
  }
}
