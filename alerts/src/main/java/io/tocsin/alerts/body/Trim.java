package io.tocsin.alerts.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.receiver.Cut;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is left out of a body that is too long, in this order: first the bulk that the console still
 * has, the cause never as a whole.
 *
 * @param what what is left out, for people
 */
record Trim(String what, Consumer<ObjectNode> cut) {
  static final List<Trim> ORDER =
      List.of(
          new Trim(
              "evidence beyond the last 5 lines of 300 characters",
              body -> {
                for (String field : List.of("findings", "why")) {
                  body.path(field).forEach(entry -> Trees.keepLast(entry.path("evidence"), 5));
                  body.path(field).forEach(entry -> cutTexts(entry.path("evidence"), 300));
                }
              }),
          new Trim(
              "findings beyond 20, services beyond 50, the rest beyond 10",
              body -> {
                Trees.keepFirst(body.path("findings"), 20);
                Trees.keepFirst(body.path("services"), 50);
                for (String field : List.of("why", "changes", "candidates", "advice")) {
                  Trees.keepFirst(body.path(field), 10);
                }
              }),
          new Trim("texts beyond 500 characters", body -> cutAllButCause(body, 500)),
          new Trim(
              "evidence beyond the last line",
              body -> {
                for (String field : List.of("findings", "why")) {
                  body.path(field).forEach(entry -> Trees.keepLast(entry.path("evidence"), 1));
                  body.path(field).forEach(entry -> cutTexts(entry.path("evidence"), 200));
                }
              }),
          new Trim(
              "findings and steps beyond 5, changes, candidates, links",
              body -> {
                Trees.keepFirst(body.path("findings"), 5);
                Trees.keepFirst(body.path("why"), 5);
                List.of("changes", "candidates").forEach(body::putArray);
                body.putObject("links");
                body.path("findings").forEach(Trim::dropEvidence);
              }),
          new Trim(
              "all but the cause",
              body -> {
                List.of("findings", "why", "advice").forEach(body::putArray);
                Trees.keepFirst(body.path("services"), 10);
                cutAllButCause(body, 100);
                cutTexts(body.path("cause"), 1_000);
              }));

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
