package io.tocsin.alerts.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alerts.receiver.Cut;
import io.tocsin.alerts.receiver.Evidence;
import io.tocsin.alerts.receiver.Span;
import io.tocsin.alerts.receiver.Visible;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person who is woken reads, in this order: what broke and since when, the cause with lines
 * of its log, why, who is concerned, what to do. When it is over: how long it took.
 */
final class IncidentBlocks {
  private static final int MOST_LOG_LINES = 10;
  private static final int MOST_STEPS = 10;
  private static final int MOST_SERVICES = 30;
  private static final int MOST_NAME = 150;
  private static final int FALLBACK_LIMIT = 300;

  private final ObjectMapper mapper = new ObjectMapper();

  String of(Incident incident) {
    ObjectNode message = mapper.createObjectNode();
    message.put("text", Escape.to(FALLBACK_LIMIT, Visible.line(headline(incident))));
    message.put("mrkdwn", false).put("parse", "none").put("link_names", false);
    message.put("unfurl_links", false).put("unfurl_media", false);
    Blocks blocks = new Blocks(message.putArray("blocks"));
    blocks.header(headline(incident));
    if (incident.isOpen()) {
      open(incident, blocks);
    } else {
      over(incident, blocks);
    }
    console(incident).ifPresent(address -> blocks.link(address, "Open in the console"));
    return write(message);
  }

  private static void open(Incident incident, Blocks blocks) {
    blocks.context(place(incident) + " · since " + Span.time(incident.startedAt()));
    blocks.text(cause(incident));
    Evidence.ofCause(incident).ifPresent(finding -> evidence(incident, finding, blocks));
    list("Why", why(incident)).ifPresent(blocks::text);
    services(incident).ifPresent(blocks::text);
    list("What to do", incident.advice().stream()).ifPresent(blocks::text);
  }

  private static void over(Incident incident, Blocks blocks) {
    blocks.context(place(incident) + " · " + lasted(incident));
    blocks.text(cause(incident));
    services(incident).ifPresent(blocks::text);
  }

  private static void evidence(Incident incident, Incident.Observation finding, Blocks blocks) {
    List<String> facts = new ArrayList<>();
    container(incident).ifPresent(facts::add);
    if (!finding.summary().equals(incident.cause().summary())) {
      facts.add(finding.summary());
    }
    Evidence.facts(finding).forEach(fact -> facts.add(Cut.to(MOST_NAME, fact)));
    if (!facts.isEmpty()) {
      blocks.context(String.join(" · ", facts));
    }
    List<String> logs = Evidence.logs(finding);
    blocks.code(logs.subList(Math.max(0, logs.size() - MOST_LOG_LINES), logs.size()));
  }

  private static String headline(Incident incident) {
    if (!incident.isOpen()) {
      return "✅ Resolved: " + incident.title();
    }
    return (incident.severity() == Severity.CRITICAL ? "🔴 " : "🟠 ") + incident.title();
  }

  private static String place(Incident incident) {
    String where =
        incident.stack().isEmpty() ? incident.host() : incident.stack() + " on " + incident.host();
    return incident.severity().wireName() + " · " + where;
  }

  private static String lasted(Incident incident) {
    return Stream.ofNullable(incident.resolvedAt())
        .map(
            end ->
                "it took "
                    + Span.duration(Duration.between(incident.startedAt(), end))
                    + ", from "
                    + Span.time(incident.startedAt())
                    + " to "
                    + Span.time(end))
        .findFirst()
        .orElse("it began at " + Span.time(incident.startedAt()));
  }

  private static String cause(Incident incident) {
    Incident.Cause cause = incident.cause();
    return "Cause: " + named(Cut.to(MOST_NAME, cause.service()), cause.summary());
  }

  private static Optional<String> container(Incident incident) {
    return Optional.ofNullable(incident.cause().container())
        .filter(name -> !name.isEmpty() && !name.equals(incident.cause().service()))
        .map(name -> "container " + Cut.to(MOST_NAME, name));
  }

  /** The cause itself stands above already. */
  private static Stream<String> why(Incident incident) {
    return incident.why().stream()
        .filter(step -> !step.statement().equals(incident.cause().summary()))
        .map(step -> named(step.service(), step.statement()));
  }

  /** Most statements name their service themselves. */
  private static String named(String service, String statement) {
    return service.isEmpty() || statement.contains(service)
        ? statement
        : service + ": " + statement;
  }

  /** Who is concerned, where that is more than the one that the cause names. */
  private static Optional<String> services(Incident incident) {
    if (incident.services().size() < 2) {
      return Optional.empty();
    }
    int more = incident.services().size() - MOST_SERVICES;
    return Optional.of(
        "Services: "
            + incident.services().stream().limit(MOST_SERVICES).collect(Collectors.joining(", "))
            + (more > 0 ? " and " + more + " more" : ""));
  }

  private static Optional<String> list(String title, Stream<String> entries) {
    String text = entries.limit(MOST_STEPS).map(e -> "\n• " + e).collect(Collectors.joining());
    return text.isEmpty() ? Optional.empty() : Optional.of(title + ":" + text);
  }

  /** Only an address that can be nothing else than a link. */
  private static Optional<String> console(Incident incident) {
    return Optional.ofNullable(incident.links().get("console"))
        .filter(address -> address.matches("https?://[A-Za-z0-9._~:/?#@%=&+\\[\\]-]+"))
        .map(address -> address.replace("&", "&amp;"));
  }

  private String write(ObjectNode message) {
    try {
      return mapper.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }
}
