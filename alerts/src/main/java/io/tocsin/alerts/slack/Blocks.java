package io.tocsin.alerts.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.receiver.Visible;
import java.util.List;

/**
 * Block Kit within its limits. Foreign text goes only where Slack reads no markup: into {@code
 * plain_text}, or into a code block with {@code verbatim}, in which it turns neither addresses nor
 * names into links.
 */
final class Blocks {
  static final int MOST_BLOCKS = 50;
  static final int HEADER_LIMIT = 150;
  static final int TEXT_LIMIT = 3_000;
  private static final String FENCE = "```";

  private final ArrayNode blocks;

  Blocks(ArrayNode blocks) {
    this.blocks = blocks;
  }

  void header(String text) {
    block("header")
        .putObject("text")
        .put("type", "plain_text")
        .put("text", Escape.to(HEADER_LIMIT, Visible.line(text)))
        .put("emoji", false);
  }

  void text(String text) {
    block("section").set("text", plain(text));
  }

  void context(String text) {
    block("context").putArray("elements").add(plain(text));
  }

  /** The last lines that fit, in a fixed-width block; nothing for no lines. */
  void code(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    int room = TEXT_LIMIT - 2 * FENCE.length();
    block("section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", FENCE + Escape.lastLines(room, lines) + FENCE)
        .put("verbatim", true);
  }

  /** A link of our own to an address of our own. */
  void link(String address, String label) {
    block("context")
        .putArray("elements")
        .addObject()
        .put("type", "mrkdwn")
        .put("text", "<" + address + "|" + label + ">")
        .put("verbatim", true);
  }

  private ObjectNode plain(String text) {
    return blocks
        .objectNode()
        .put("type", "plain_text")
        .put("text", Escape.to(TEXT_LIMIT, Visible.block(text)))
        .put("emoji", false);
  }

  private ObjectNode block(String type) {
    if (blocks.size() >= MOST_BLOCKS) {
      return blocks.objectNode();
    }
    return blocks.addObject().put("type", type);
  }
}
