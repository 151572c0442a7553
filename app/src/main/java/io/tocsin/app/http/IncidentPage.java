package io.tocsin.app.http;

import io.tocsin.app.health.Readiness;
import io.tocsin.telemetry.Acknowledgement;
import io.tocsin.telemetry.Elapsed;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One self-contained page without any script: state, open incidents, then those that are over. */
final class IncidentPage {
  private static final String REFRESH = "<meta http-equiv=\"refresh\" content=\"5\">\n";
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Tocsin</title>
      <meta name="viewport" content="width=device-width,initial-scale=1">
      """;
  private static final String STYLE =
      """
      <style>
      body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
        color-scheme:light dark}
      article{border-left:.3rem solid #888;padding:.3rem 1rem;margin:1rem 0}
      .critical{border-color:#c0262d}.warning{border-color:#b98900}.resolved{opacity:.7}
      h2{font-size:1.1rem;margin:.2rem 0}p{margin:.3rem 0}small,dt{color:#777}
      pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px;margin:.3rem 0;
        border:1px solid #8884;padding:.4rem}
      input,button{font:inherit;padding:.2rem .6rem;margin:.2rem .4rem .2rem 0}
      </style></head><body><h1>Tocsin</h1>
      """;

  private final StringBuilder html = new StringBuilder(HEAD);

  private IncidentPage(String refresh) {
    html.append(refresh).append(STYLE);
  }

  /**
   * One incident, with the button by which somebody takes it in hand. It does not come anew by
   * itself, so that nothing is lost that is being typed.
   *
   * @param key allows it to those who are not on this machine; empty where it is not needed
   */
  static String toAcknowledge(Readiness readiness, Incident incident, String key) {
    IncidentPage page = new IncidentPage("");
    page.state(readiness);
    page.incident(incident);
    page.form(incident, key);
    return page.html.append("</body></html>\n").toString();
  }

  private void form(Incident incident, String key) {
    html.append("<form method=\"post\" action=\"/incidents/")
        .append(Html.escape(incident.id()))
        .append("/ack\"><input type=\"hidden\" name=\"key\" value=\"")
        .append(Html.escape(key))
        .append("\"><input name=\"author\" placeholder=\"your name\" required maxlength=\"80\">")
        .append("<input name=\"reason\" placeholder=\"what you will do\" maxlength=\"200\">")
        .append("<button>Acknowledge</button></form>");
    line("p", "Acknowledging says that you see to it: nobody else is called.");
  }

  static String of(Readiness readiness, List<Incident> incidents) {
    IncidentPage page = new IncidentPage(REFRESH);
    page.state(readiness);
    long open = incidents.stream().filter(Incident::isOpen).count();
    page.line("p", open == 0 ? "Nothing is wrong now." : open + " open.");
    incidents.stream().filter(Incident::isOpen).forEach(page::incident);
    if (open < incidents.size()) {
      page.line("h3", "Over");
      incidents.stream().filter(each -> !each.isOpen()).forEach(page::incident);
    }
    page.html.append("<p><small>JSON: <a href=\"/api/incidents\">/api/incidents</a></small></p>");
    return page.html.append("</body></html>\n").toString();
  }

  private void state(Readiness readiness) {
    if (!readiness.isReady()) {
      line("p", "Not everything is watched: " + String.join("; ", readiness.missing()));
    }
  }

  private void incident(Incident incident) {
    html.append("<article class=\"")
        .append(incident.isOpen() ? incident.severity().wireName() : "resolved")
        .append("\" id=\"")
        .append(Html.escape(incident.id()))
        .append("\">");
    line("h2", incident.title());
    line("p", where(incident) + " · " + incident.severity().wireName() + " · " + when(incident));
    hand(incident);
    line("p", incident.cause().summary());
    incident.findings().stream().limit(5).forEach(this::finding);
    incident.advice().forEach(advice -> line("p", "→ " + advice));
    String id = Html.escape(incident.id());
    html.append("<p><small><a href=\"/incidents/").append(id).append("\">").append(id);
    html.append("</a> · <a href=\"/api/incidents/").append(id).append("\">JSON</a>");
    html.append("</small></p></article>\n");
  }

  private void hand(Incident incident) {
    Acknowledgement hand = incident.acknowledged();
    if (hand != null) {
      String what = hand.note().isEmpty() ? "" : ": " + hand.note();
      String at = hand.at().truncatedTo(ChronoUnit.SECONDS).toString();
      line("p", "Acknowledged by " + hand.author() + " at " + at + what);
    }
  }

  private void finding(Incident.Observation finding) {
    line("p", finding.detector() + of(finding.service()) + ": " + finding.summary());
    Object logs = finding.evidence().get("logs");
    if (logs instanceof List<?> lines && !lines.isEmpty()) {
      List<String> shown = lines.stream().map(Objects::toString).toList();
      line("pre", String.join("\n", shown.subList(Math.max(0, shown.size() - 8), shown.size())));
    }
  }

  /** What was found of a whole stack or host has no service. */
  private static String of(String service) {
    return service.isEmpty() ? "" : ", " + service;
  }

  private void line(String element, String text) {
    html.append('<').append(element).append('>').append(Html.escape(text));
    html.append("</").append(element).append(">\n");
  }

  private static String where(Incident incident) {
    String service = String.join(", ", incident.services());
    return incident.host()
        + (incident.stack().isEmpty() ? "" : " / " + incident.stack())
        + " / "
        + service;
  }

  private static String when(Incident incident) {
    Instant end = incident.resolvedAt();
    String began = "since " + incident.startedAt().truncatedTo(ChronoUnit.SECONDS);
    return end == null
        ? began
        : began + ", over after " + Elapsed.words(Duration.between(incident.startedAt(), end));
  }

  /** Kept beside the page so that both change together. */
  static Map<String, String> headers() {
    return Map.of(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'",
        "X-Content-Type-Options",
        "nosniff",
        // with no-referrer a browser would not say from which page a form comes
        "Referrer-Policy",
        "same-origin",
        "Cache-Control",
        "no-store");
  }
}
