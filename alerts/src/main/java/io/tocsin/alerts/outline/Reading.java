package io.tocsin.alerts.outline;

import io.tocsin.alerts.receiver.Cut;
import io.tocsin.alerts.receiver.Evidence;
import io.tocsin.alerts.receiver.Span;
import io.tocsin.alerts.receiver.Visible;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an incident into its outline. Secrets go once more: this is the last place before all. */
final class Reading {
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9._~:/?#@%=&+\\[\\]-]+");

  /** First where to look, then what to press, then what to read; after these, others. */
  private static final List<String> LINKS = List.of("console", "acknowledge", "runbook");

  private static final Comparator<Map.Entry<String, String>> NEAREST =
      Comparator.comparingInt(
          link -> LINKS.contains(link.getKey()) ? LINKS.indexOf(link.getKey()) : LINKS.size());

  private static final int LONGEST = 4_000;
  private static final Redactor REDACTOR = new Redactor();

  private final Incident incident;

  Reading(Incident incident) {
    this.incident = incident;
  }

  Outline outline() {
    return new Outline(
        identity(),
        Tone.of(incident),
        incident.severity(),
        text(incident.title()),
        when(),
        hand(),
        cause(),
        why(),
        incident.changes().stream().map(this::change).toList(),
        incident.services().stream().map(Reading::text).toList(),
        incident.advice().stream().map(Reading::text).toList(),
        links(),
        List.of());
  }

  private Outline.Identity identity() {
    String host = text(incident.host());
    String stack = text(incident.stack());
    String place = stack.isEmpty() ? host : stack + " on " + host;
    return new Outline.Identity(
        text(incident.id()), incident.revision(), host, stack, place, Outline.isNotice(incident));
  }

  private Outline.When when() {
    Instant end = incident.resolvedAt();
    return new Outline.When(
        Span.time(incident.startedAt()),
        end == null ? "" : Span.time(end),
        end == null ? "" : Span.duration(Duration.between(incident.startedAt(), end)),
        incident.mergedInto() == null ? "" : text(incident.mergedInto()));
  }

  private String hand() {
    Acknowledgement hand = incident.acknowledged();
    Duration nobodys = incident.escalatedAfter();
    if (!incident.isOpen()) {
      return "";
    }
    if (hand != null) {
      return Outline.hand(hand);
    }
    return nobodys == null ? "" : "nobody has acknowledged it within " + Span.duration(nobodys);
  }

  private Outline.Cause cause() {
    Incident.Cause cause = incident.cause();
    Optional<Incident.Observation> finding = Evidence.ofCause(incident);
    return new Outline.Cause(
        text(cause.service()),
        text(named(cause.service(), cause.summary())),
        Math.round(cause.confidence() * 100) + " %",
        facts(finding).stream().map(Reading::text).toList(),
        finding.map(Evidence::logs).orElse(List.of()).stream().map(Reading::text).toList());
  }

  private List<String> facts(Optional<Incident.Observation> finding) {
    List<String> facts = new ArrayList<>();
    Incident.Cause cause = incident.cause();
    if (!String.valueOf(cause.container()).isEmpty()
        && !cause.service().equals(cause.container())) {
      facts.add("container " + cause.container());
    }
    finding
        .map(Incident.Observation::summary)
        .filter(summary -> !summary.equals(cause.summary()))
        .ifPresent(facts::add);
    finding.map(Evidence::facts).ifPresent(facts::addAll);
    return facts;
  }

  /** The cause itself stands above already. */
  private List<String> why() {
    return incident.why().stream()
        .filter(step -> !step.statement().equals(incident.cause().summary()))
        .map(step -> text(named(step.service(), step.statement())))
        .toList();
  }

  /** {@code backend: image shop:1.4 → shop:1.5, 3 min before}. */
  private String change(Incident.Change change) {
    StringBuilder text = new StringBuilder(named(change.service(), change.what()));
    if (change.from() != null || change.to() != null) {
      text.append(' ')
          .append(Optional.ofNullable(change.from()).orElse("none"))
          .append(" → ")
          .append(Optional.ofNullable(change.to()).orElse("none"));
    }
    Duration before = Duration.between(change.at(), incident.startedAt());
    text.append(", ");
    text.append(
        before.isNegative()
            ? Span.duration(before.negated()) + " after it began"
            : Span.duration(before) + " before");
    return text(text.toString());
  }

  private List<Outline.Link> links() {
    return incident.links().entrySet().stream()
        .filter(link -> ADDRESS.matcher(link.getValue()).matches())
        .sorted(NEAREST.thenComparing(Map.Entry.comparingByKey()))
        .map(link -> new Outline.Link(label(link.getKey()), link.getValue()))
        .toList();
  }

  private static String label(String name) {
    return name.equals("console")
        ? "Open in the console"
        : text(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  /** Most statements name their service themselves. */
  private static String named(String service, String statement) {
    return service.isEmpty() || service.equals(Outline.SELF) || statement.contains(service)
        ? statement
        : service + ": " + statement;
  }

  /** No message holds as much of one text; what is cut here saves looking through it. */
  static String text(String text) {
    return Visible.line(REDACTOR.redact(Cut.to(LONGEST, text))).strip();
  }
}
