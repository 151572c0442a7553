package io.tocsin.alerts.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.receiver.Cut;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is left out of a body that is too long, in this order: first the bulk that the console still
 * has, the cause never as a whole.
 */
enum Trim {
  EVIDENCE_LINES(
      "evidence beyond the last 5 lines of 300 characters",
      body -> {
        for (String field : List.of("findings", "why")) {
          body.path(field).forEach(entry -> Trees.keepLast(entry.path("evidence"), 5));
          body.path(field).forEach(entry -> cutTexts(entry.path("evidence"), 300));
        }
      }),
  LISTS(
      "findings beyond 20, services beyond 50, the rest beyond 10",
      body -> {
        Trees.keepFirst(body.path("findings"), 20);
        Trees.keepFirst(body.path("services"), 50);
        for (String field : List.of("why", "changes", "candidates", "advice")) {
          Trees.keepFirst(body.path(field), 10);
        }
      }),
  LONG_TEXTS("texts beyond 500 characters", body -> cutAllButCause(body, 500)),
  EVIDENCE(
      "evidence beyond the last line",
      body -> {
        for (String field : List.of("findings", "why")) {
          body.path(field).forEach(entry -> Trees.keepLast(entry.path("evidence"), 1));
          body.path(field).forEach(entry -> cutTexts(entry.path("evidence"), 200));
        }
      }),
  DETAILS(
      "findings and steps beyond 5, changes, candidates, links",
      body -> {
        Trees.keepFirst(body.path("findings"), 5);
        Trees.keepFirst(body.path("why"), 5);
        List.of("changes", "candidates").forEach(body::putArray);
        body.putObject("links");
        body.path("findings").forEach(Trim::dropEvidence);
      }),
  REST(
      "all but the cause",
      body -> {
        List.of("findings", "why", "advice").forEach(body::putArray);
        Trees.keepFirst(body.path("services"), 10);
        cutAllButCause(body, 100);
        cutTexts(body.path("cause"), 1_000);
      });

  private final String what;
  private final Consumer<ObjectNode> cut;

  Trim(String what, Consumer<ObjectNode> cut) {
    this.what = what;
    this.cut = cut;
  }

  String what() {
    return what;
  }

  void apply(ObjectNode body) {
    cut.accept(body);
  }

  private static void dropEvidence(JsonNode finding) {
    if (finding instanceof ObjectNode object) {
      object.putObject("evidence");
    }
  }

  private static void cutAllButCause(ObjectNode body, int limit) {
    ObjectNode cause = body.path("cause") instanceof ObjectNode object ? object.deepCopy() : null;
    cutTexts(body, limit);
    if (cause != null) {
      body.set("cause", cause);
    }
  }

  private static void cutTexts(JsonNode node, int limit) {
    Trees.mapTexts(node, text -> Cut.to(limit, text));
  }
}
