package io.tocsin.alerts.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.Vendor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlackReceiverTest extends HttpContract {
  private static final Set<String> BLOCKS = Set.of("header", "section", "context", "divider");

  @Override
  protected Vendor vendor() {
    return SlackReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of("slack", Map.of("url", server + "/services/T0/B0/" + SECRET));
  }

  /** As Slack answers: in plain words. */
  private static Vendor.Said answer(Vendor.Asked asked) {
    JsonNode json = json(asked.body());
    JsonNode blocks = json.path("blocks");
    if (!asked.target().equals("/services/T0/B0/" + SECRET)) {
      return Vendor.Said.of(404, "no_service");
    }
    if (json.path("text").asText().isBlank()) {
      return Vendor.Said.of(400, "no_text");
    }
    boolean isWell = blocks.size() >= 1 && blocks.size() <= 50;
    for (JsonNode block : blocks) {
      isWell &= isBlock(block);
    }
    return isWell ? Vendor.Said.of(200, "ok") : Vendor.Said.of(400, "invalid_blocks");
  }

  private static boolean isBlock(JsonNode block) {
    String type = block.path("type").asText();
    return switch (type) {
      case "header" -> isText(block.path("text"), 150) && isPlain(block.path("text"));
      case "section" -> isText(block.path("text"), 3_000);
      case "context" -> {
        JsonNode elements = block.path("elements");
        boolean isWell = elements.size() >= 1 && elements.size() <= 10;
        for (JsonNode element : elements) {
          isWell &= isText(element, 3_000);
        }
        yield isWell;
      }
      default -> BLOCKS.contains(type);
    };
  }

  private static boolean isPlain(JsonNode text) {
    return text.path("type").asText().equals("plain_text");
  }

  private static boolean isText(JsonNode text, int limit) {
    int length = text.path("text").asText().length();
    return Set.of("plain_text", "mrkdwn").contains(text.path("type").asText())
        && length >= 1
        && length <= limit
        && !(isPlain(text) && text.has("verbatim"))
        && !(!isPlain(text) && text.has("emoji"));
  }

  @Override
  protected Vendor.Said tooMany() {
    return new Vendor.Said(429, Map.of("Retry-After", "30"), "rate_limited");
  }

  @Override
  protected Duration asked() {
    return Duration.ofSeconds(30);
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(
        Vendor.Said.of(400, "invalid_payload"),
        Vendor.Said.of(403, "action_prohibited"),
        Vendor.Said.of(404, "no_service"),
        Vendor.Said.of(410, "channel_is_archived"),
        Vendor.Said.of(200, "no_service"),
        Vendor.Said.of(200, "{\"ok\": false, \"error\": \"channel_not_found\"}"));
  }

  @Override
  protected void assertInert(JsonNode json) {
    assertThat(json.get("mrkdwn").asBoolean()).isFalse();
    assertThat(json.get("link_names").asBoolean()).isFalse();
    assertNoMarkup(json.get("text").asText());
    json.get("blocks").findParents("type").forEach(SlackReceiverTest::assertInertText);
  }

  private static void assertInertText(JsonNode node) {
    String type = node.get("type").asText();
    if (type.equals("plain_text")) {
      assertNoMarkup(node.get("text").asText());
    } else if (type.equals("mrkdwn")) {
      assertThat(node.get("verbatim").asBoolean()).isTrue();
      assertInertMarkup(node.get("text").asText());
    }
  }

  /** Only our own link, or a code block that nothing inside can end. */
  private static void assertInertMarkup(String text) {
    if (text.startsWith("```")) {
      String inside = text.substring(3, text.length() - 3);
      assertThat(text).endsWith("```");
      assertNoMarkup(inside);
      assertThat(inside).doesNotContain("`");
    } else {
      assertThat(text).isEqualTo("<http://127.0.0.1/|Open in the console>");
    }
  }

  private static void assertNoMarkup(String text) {
    assertThat(text).doesNotContain("<", ">");
    assertThat(text.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
  }

  @Test
  void readsLikeAMessageToSomebodyWhoWasWoken() {
    JsonNode blocks = json(message(Incidents.open("i1", 1))).get("blocks");

    assertThat(texts(blocks))
        .contains(
            "🔴 backend is in a restart loop",
            "critical · netra on host1 · since 10:00:00 UTC, 21 Nov 2026",
            "Cause: a: exits",
            "container a-1 · exit code 3",
            "```a line```",
            "Why:\n• a: it exits",
            "What to do:\n• none",
            "<http://127.0.0.1/|Open in the console>");
  }

  @Test
  void saysEverySentenceOnce() {
    String sentence = "a exits with 3 again and again";
    var incident =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> {
              body.withObject("/cause").put("summary", sentence);
              ((ObjectNode) body.withArray("findings").get(0)).put("summary", sentence);
              ((ObjectNode) body.withArray("why").get(0)).put("statement", sentence);
            });

    assertThat(texts(json(message(incident)).get("blocks")))
        .containsOnlyOnce("Cause: " + sentence)
        .filteredOn(text -> text.contains(sentence))
        .hasSize(1);
  }

  @Test
  void namesNoServiceWhereTheEngineItselfIsTheCause() {
    var incident =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> {
              body.withObject("/cause").put("service", "").put("container", "");
              body.putArray("services");
            });

    assertThat(texts(json(message(incident)).get("blocks")))
        .contains("Cause: exits")
        .noneMatch(text -> text.startsWith("Services"));
  }

  @Test
  void saysHowLongItTook() {
    JsonNode blocks = json(message(Incidents.resolved("i1", 2))).get("blocks");

    assertThat(texts(blocks))
        .contains("✅ Resolved: backend is in a restart loop")
        .anyMatch(text -> text.contains("it took 2 h 5 min, from 10:00:00 UTC"));
  }

  @Test
  void saysOfWhatAnIncidentHasTurnedOutToBeAPart() {
    var merged = Incidents.with(Incidents.resolved("i2", 2), body -> body.put("mergedInto", "i1"));

    assertThat(texts(json(message(merged)).get("blocks")))
        .contains("✅ Part of another: backend is in a restart loop")
        .anyMatch(text -> text.contains("it is part of incident i1"));
  }

  @Test
  void linksOnlyToWhatIsAnAddress() {
    var incident =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> body.putObject("links").put("console", "javascript:alert(1)|<!channel>"));

    assertThat(message(incident).body()).doesNotContain("console", "channel");
  }

  @Test
  void postsNoMoreThanOneMessageASecond() {
    assertThat(receiver().pace()).isEqualTo(Duration.ofSeconds(1));
  }
}
