package io.tocsin.alerts.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The limits of Discord's messages. */
final class Embeds {
  private static final int CONTENT_LIMIT = 2_000;
  private static final int MOST_EMBEDS = 10;
  private static final int TITLE_LIMIT = 256;
  private static final int DESCRIPTION_LIMIT = 4_096;
  private static final int MOST_FIELDS = 25;
  private static final int FIELD_NAME_LIMIT = 256;
  private static final int FIELD_VALUE_LIMIT = 1_024;
  private static final int FOOTER_LIMIT = 2_048;
  private static final int TOTAL_LIMIT = 6_000;

  private Embeds() {}

  static boolean fits(ObjectNode message) {
    JsonNode embeds = message.path("embeds");
    int total = 0;
    for (JsonNode embed : embeds) {
      if (!fitsEmbed(embed)) {
        return false;
      }
      total += length(embed);
    }
    return embeds.size() <= MOST_EMBEDS
        && total <= TOTAL_LIMIT
        && text(message, "content") <= CONTENT_LIMIT;
  }

  private static boolean fitsEmbed(JsonNode embed) {
    for (JsonNode field : embed.path("fields")) {
      if (text(field, "name") > FIELD_NAME_LIMIT || text(field, "value") > FIELD_VALUE_LIMIT) {
        return false;
      }
    }
    return embed.path("fields").size() <= MOST_FIELDS
        && text(embed, "title") <= TITLE_LIMIT
        && text(embed, "description") <= DESCRIPTION_LIMIT
        && text(embed.path("footer"), "text") <= FOOTER_LIMIT
        && text(embed.path("author"), "name") <= TITLE_LIMIT;
  }

  private static int length(JsonNode embed) {
    int total =
        text(embed, "title")
            + text(embed, "description")
            + text(embed.path("footer"), "text")
            + text(embed.path("author"), "name");
    for (JsonNode field : embed.path("fields")) {
      total += text(field, "name") + text(field, "value");
    }
    return total;
  }

  private static int text(JsonNode node, String field) {
    return node.path(field).asText().length();
  }
}
