package io.tocsin.alerts.template;

import io.tocsin.alerts.outline.Level;
import io.tocsin.alerts.outline.Outline;
import io.tocsin.alerts.outline.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names that a template can use: an outline, as much of it as a level holds. */
final class View {
  private static final int NAME_LIMIT = 100;

  /** A list is all that a notice is. */
  private static final int NOTICE_ENTRIES = 5;

  private static final int RESOLVED_LIMIT = "✅ Resolved: ".length();

  private final Outline outline;
  private final Level level;
  private final Map<String, Object> names = new LinkedHashMap<>();

  private View(Outline outline, Level level) {
    this.outline = outline;
    this.level = level;
  }

  static Map<String, Object> of(Outline outline, Level level) {
    View view = new View(outline, level);
    view.putHead();
    view.putCause();
    view.putLists();
    return view.names;
  }

  private void putHead() {
    Outline.Identity identity = outline.identity();
    Tone tone = outline.tone();
    names.put("open", outline.isOpen());
    names.put("resolved", !outline.isOpen());
    for (Tone each : Tone.values()) {
      names.putIfAbsent(each.name().toLowerCase(Locale.ROOT), each == tone);
    }
    put("id", identity.id(), NAME_LIMIT);
    put("revision", Integer.toString(identity.revision()), NAME_LIMIT);
    put("icon", tone.icon(), NAME_LIMIT);
    put("colour", tone.colour(), NAME_LIMIT);
    names.put("colourNumber", Integer.parseInt(tone.colour().substring(1), 16));
    put("severity", outline.severity().wireName(), NAME_LIMIT);
    put("state", outline.isOpen() ? "open" : "resolved", NAME_LIMIT);
    put("title", outline.title(), level.title() - RESOLVED_LIMIT);
    put("headline", mark() + outline.title(), level.title());
    put("partOf", outline.when().partOf(), NAME_LIMIT);
    put("host", identity.host(), NAME_LIMIT);
    put("stack", identity.stack(), NAME_LIMIT);
    put("place", identity.place(), NAME_LIMIT);
    put("since", outline.when().since(), NAME_LIMIT);
    put("until", outline.when().until(), NAME_LIMIT);
    put("took", outline.when().took(), NAME_LIMIT);
    put("hand", outline.hand(), 2 * NAME_LIMIT);
    put("when", when(), 4 * NAME_LIMIT);
  }

  private String mark() {
    if (outline.isOpen()) {
      return outline.tone().icon() + ' ';
    }
    return outline.when().partOf().isEmpty()
        ? outline.tone().icon() + " Resolved: "
        : outline.tone().icon() + " Part of another: ";
  }

  private String when() {
    Outline.When when = outline.when();
    if (outline.isOpen()) {
      return "since " + when.since() + (outline.hand().isEmpty() ? "" : " · " + outline.hand());
    }
    if (!when.partOf().isEmpty()) {
      return "it is part of incident " + when.partOf() + ", which goes on";
    }
    return when.took().isEmpty()
        ? "it began at " + when.since()
        : "it took " + when.took() + ", from " + when.since() + " to " + when.until();
  }

  private void putCause() {
    Outline.Cause cause = outline.cause();
    boolean isNotice = outline.identity().isNotice();
    names.put("causeLabel", isNotice ? "About" : "Cause");
    names.put("whyLabel", isNotice ? "What" : "Why");
    put("cause", cause.sentence(), level.cause());
    put("service", cause.service(), NAME_LIMIT);
    put("confidence", cause.confidence(), NAME_LIMIT);
    List<String> facts = outline.isOpen() ? cause.facts() : List.of();
    list("facts", facts, level.entries());
    put("factsLine", joined(" · ", facts, level.entries()), level.cause());
    List<String> logs = outline.isOpen() ? cause.logs() : List.of();
    List<String> last = logs.subList(Math.max(0, logs.size() - level.logs()), logs.size());
    names.put("logs", last.stream().map(line -> Piece.code(line, level.line())).toList());
    names.put("hasLogs", !last.isEmpty());
  }

  /** When all is over, nobody asks any more why, and what to do. */
  private void putLists() {
    int steps = outline.identity().isNotice() ? NOTICE_ENTRIES * level.entries() : level.entries();
    longList("why", outline.isOpen() ? outline.why() : List.of(), steps);
    longList("changes", outline.isOpen() ? outline.changes() : List.of(), level.entries());
    longList("advice", outline.isOpen() ? outline.advice() : List.of(), level.entries());
    list("services", outline.services(), level.services());
    int more = outline.services().size() - level.services();
    String others = more > 0 ? " and " + more + " more" : "";
    // one alone is named by the cause
    boolean areMany = outline.services().size() > 1 && level.services() > 0;
    String line = areMany ? joined(", ", outline.services(), level.services()) + others : "";
    put("servicesLine", line, level.cause());
    list("notes", outline.notes(), 2);
    names.put("links", outline.links().stream().map(View::link).toList());
    names.put("hasLinks", !outline.links().isEmpty());
    names.put("link", outline.links().stream().limit(1).map(View::link).toList());
  }

  private static Map<String, Object> link(Outline.Link link) {
    return Map.of("name", Piece.prose(link.name(), NAME_LIMIT), "url", Piece.address(link.url()));
  }

  private void list(String name, List<String> texts, int most) {
    put(name, pieces(texts, most));
  }

  /** That says how many more there are. */
  private void longList(String name, List<String> texts, int most) {
    List<Piece> pieces = new ArrayList<>(pieces(texts, most));
    if (most > 0 && texts.size() > most) {
      pieces.add(Piece.prose("and " + (texts.size() - most) + " more", NAME_LIMIT));
    }
    put(name, pieces);
  }

  private void put(String name, List<Piece> pieces) {
    names.put(name, pieces);
    String has = "has" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    names.put(has, !pieces.isEmpty());
  }

  private List<Piece> pieces(List<String> texts, int most) {
    return texts.stream()
        .filter(text -> !text.isEmpty())
        .limit(most)
        .map(text -> Piece.prose(text, level.sentence()))
        .toList();
  }

  private static String joined(String separator, List<String> texts, int most) {
    return String.join(separator, texts.stream().limit(most).toList());
  }

  private void put(String name, String text, int limit) {
    names.put(name, Piece.prose(text, limit));
  }
}
