package io.tocsin.alerts.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.template.JsonText;

/** The limits of Block Kit, and what keeps text of others inert in it. */
final class BlockKit {
  private static final int MOST_BLOCKS = 50;
  private static final int HEADER_LIMIT = 150;
  private static final int TEXT_LIMIT = 3_000;
  private static final int FIELD_LIMIT = 2_000;
  private static final int BYTES = 100_000;

  private BlockKit() {}

  /** Links nothing, calls nobody, shows no previews. */
  static ObjectNode tamed(ObjectNode message) {
    message.put("mrkdwn", false).put("parse", "none").put("link_names", false);
    message.put("unfurl_links", false).put("unfurl_media", false);
    tame(message.path("blocks"));
    return message;
  }

  private static void tame(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("type").asText().equals("mrkdwn")) {
      object.put("verbatim", true);
    }
    node.forEach(BlockKit::tame);
  }

  static boolean fits(ObjectNode message) {
    JsonNode blocks = message.path("blocks");
    if (blocks.size() > MOST_BLOCKS || JsonText.bytes(message) > BYTES) {
      return false;
    }
    for (JsonNode block : blocks) {
      if (!fitsBlock(block)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fitsBlock(JsonNode block) {
    int limit = block.path("type").asText().equals("header") ? HEADER_LIMIT : TEXT_LIMIT;
    return length(block.path("text")) <= limit
        && allWithin(block.path("elements"), limit)
        && allWithin(block.path("fields"), FIELD_LIMIT);
  }

  private static boolean allWithin(JsonNode texts, int limit) {
    for (JsonNode text : texts) {
      if (length(text) > limit) {
        return false;
      }
    }
    return true;
  }

  private static int length(JsonNode text) {
    return text.path("text").asText().length();
  }
}
