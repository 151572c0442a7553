package io.tocsin.alerts.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.alerts.receiver.ReceiverContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlackReceiverTest extends ReceiverContract {
  @Override
  protected Receiver receiver() {
    return new SlackReceiver(URL);
  }

  @Override
  protected void assertWithinLimits(String body, JsonNode json) {
    assertThat(json.get("blocks").size()).isBetween(1, 50);
    assertThat(json.get("text").asText()).isNotBlank().hasSizeLessThanOrEqualTo(300);
    json.get("blocks").forEach(SlackReceiverTest::assertBlock);
  }

  private static void assertBlock(JsonNode block) {
    int limit = block.get("type").asText().equals("header") ? 150 : 3_000;
    List<JsonNode> texts = block.findParents("text");
    texts.stream()
        .filter(node -> node.get("text").isTextual())
        .forEach(node -> assertThat(node.get("text").asText().length()).isBetween(1, limit));
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
  void readsLikeAMessageToSomebodyWhoWasWoken() throws Exception {
    JsonNode blocks = blocks(body(Incidents.open("i1", 1)));

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
  void saysEverySentenceOnce() throws Exception {
    String sentence = "a exits with 3 again and again";
    var incident =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> {
              body.withObject("/cause").put("summary", sentence);
              ((ObjectNode) body.withArray("findings").get(0)).put("summary", sentence);
              ((ObjectNode) body.withArray("why").get(0)).put("statement", sentence);
            });

    assertThat(texts(blocks(body(incident))))
        .containsOnlyOnce("Cause: " + sentence)
        .filteredOn(text -> text.contains(sentence))
        .hasSize(1);
  }

  @Test
  void namesNoServiceWhereTheEngineItselfIsTheCause() throws Exception {
    var incident =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> {
              body.withObject("/cause").put("service", "").put("container", "");
              body.putArray("services");
            });

    assertThat(texts(blocks(body(incident))))
        .contains("Cause: exits")
        .noneMatch(text -> text.startsWith("Services"));
  }

  @Test
  void saysHowLongItTook() throws Exception {
    JsonNode blocks = blocks(body(Incidents.resolved("i1", 2)));

    assertThat(texts(blocks))
        .contains("✅ Resolved: backend is in a restart loop")
        .anyMatch(text -> text.contains("it took 2 h 5 min, from 10:00:00 UTC"));
  }

  @Test
  void keepsTheLastLinesOfALongLog() {
    var incident =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> {
              var logs = body.withArray("findings").get(0).withObject("/evidence").putArray("logs");
              for (int i = 0; i < 30; i++) {
                logs.add("line " + i + " " + "x".repeat(500));
              }
            });

    assertThat(body(incident)).contains("line 29").doesNotContain("line 10 ");
  }

  @Test
  void linksOnlyToWhatIsAnAddress() {
    var incident =
        Incidents.with(
            Incidents.open("i1", 1),
            body -> body.putObject("links").put("console", "javascript:alert(1)|<!channel>"));

    assertThat(body(incident)).doesNotContain("console", "channel");
  }

  @Test
  void postsNoMoreThanOneMessageASecond() {
    assertThat(receiver().pace()).isEqualTo(Duration.ofSeconds(1));
  }

  private static JsonNode blocks(String body) throws Exception {
    return new ObjectMapper().readTree(body).get("blocks");
  }
}
