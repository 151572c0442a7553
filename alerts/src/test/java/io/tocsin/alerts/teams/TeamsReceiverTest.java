package io.tocsin.alerts.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.receiver.HttpContract;
import io.tocsin.alerts.receiver.Vendor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class TeamsReceiverTest extends HttpContract {
  private static final Set<String> ELEMENTS =
      Set.of("RichTextBlock", "TextRun", "Container", "Action.OpenUrl", "AdaptiveCard");

  @Override
  protected Vendor vendor() {
    return TeamsReceiverTest::answer;
  }

  @Override
  protected ReceiverConfig config(URI server) {
    return ReceiverConfig.of("teams", Map.of("url", server + "/workflows/x?sig=" + SECRET));
  }

  private static Vendor.Said answer(Vendor.Asked asked) {
    JsonNode json = json(asked.body());
    JsonNode attachment = json.path("attachments").path(0);
    JsonNode card = attachment.path("content");
    boolean isWell =
        asked.target().equals("/workflows/x?sig=" + SECRET)
            && json.path("type").asText().equals("message")
            && attachment
                .path("contentType")
                .asText()
                .equals("application/vnd.microsoft.card.adaptive")
            && card.path("type").asText().equals("AdaptiveCard")
            && card.path("version").asText().equals("1.4")
            && card.path("body").size() > 0
            && card.path("actions").size() <= 6;
    if (!isWell) {
      return Vendor.Said.of(400, "{\"error\": {\"code\": \"InvalidTemplate\"}}");
    }
    return asked.body().getBytes(StandardCharsets.UTF_8).length <= 28_000
        ? Vendor.Said.of(202, "")
        : Vendor.Said.of(413, "{\"error\": {\"code\": \"RequestEntityTooLarge\"}}");
  }

  @Override
  protected Vendor.Said tooMany() {
    return new Vendor.Said(429, Map.of("Retry-After", "17"), "{\"error\": {\"code\": \"429\"}}");
  }

  @Override
  protected Duration asked() {
    return Duration.ofSeconds(17);
  }

  @Override
  protected List<Vendor.Said> refusals() {
    return List.of(
        Vendor.Said.of(400, "{\"error\": {\"code\": \"TriggerInputSchemaMismatch\"}}"),
        Vendor.Said.of(401, "{\"error\": {\"code\": \"DirectApiAuthorizationRequired\"}}"),
        Vendor.Said.of(404, "{\"error\": {\"code\": \"WorkflowNotFound\"}}"));
  }

  /** Foreign text stands in text runs only, which know no Markdown; no entities, so no mentions. */
  @Override
  protected void assertInert(JsonNode json) {
    JsonNode card = json.at("/attachments/0/content");
    assertThat(card.path("msteams").has("entities")).isFalse();
    List<JsonNode> typed = card.findParents("type");
    assertThat(typed).allMatch(node -> ELEMENTS.contains(node.path("type").asText()));
    typed.stream()
        .filter(node -> node.path("type").asText().equals("Action.OpenUrl"))
        .forEach(action -> assertThat(action.path("url").asText()).isEqualTo("http://127.0.0.1/"));
    assertThat(typed).filteredOn(node -> node.has("selectAction")).isEmpty();
  }
}
