package io.tocsin.app.report;

import io.tocsin.app.report.Report.ServiceRow;
import io.tocsin.app.report.page.Block.Figures;
import io.tocsin.app.report.page.Block.Figures.Figure;
import io.tocsin.app.report.page.Block.Tone;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole in five sentences: what and when, why, whom it hit, what the logs say, how it stands.
 */
final class Summary {
  private final Report report;

  Summary(Report report) {
    this.report = report;
  }

  /** {@code CRITICAL · netra on web1 · 15 Sep 2025 14:00:00 to 15:00:00 UTC}. */
  String kicker() {
    Incident main = report.main();
    String severity =
        main == null ? "No incident" : main.severity().wireName().toUpperCase(Locale.ROOT);
    String stack = main == null || main.stack().isEmpty() ? "" : main.stack() + " on ";
    return "Post-incident report · %s · %s%s · %s to %s UTC"
        .formatted(
            severity,
            stack,
            report.scope().host(),
            Words.date(report.scope().from()),
            Words.date(report.scope().to()));
  }

  String title() {
    Incident main = report.main();
    Cluster blocker = report.blocker();
    if (main != null) {
      return blocker != null
              && blocker.count() * 2 >= report.entries().errors()
              && blocker.equals(report.ofCause())
          ? main.title() + ": " + Words.cut(blocker.template(), 120)
          : main.title();
    }
    return blocker == null
        ? "Nothing was found"
        : report.scope().places().who(blocker.subject()) + ": " + blocker.template();
  }

  List<String> sentences() {
    return List.of(what(), why(), impact(), logs(), state());
  }

  private String what() {
    Incident main = report.main();
    if (main == null) {
      return "From %s to %s UTC, in %s of record, no detector opened an incident."
          .formatted(
              Words.date(report.scope().from()),
              Words.date(report.scope().to()),
              Words.span(report.scope().length()));
    }
    int others = report.incidents().size() - 1 + report.others().size();
    Instant end = Objects.requireNonNullElse(main.resolvedAt(), report.scope().to());
    return "On %s UTC %s began on %s: %s; it lasted %s%s%s."
        .formatted(
            Words.date(main.startedAt()),
            main.severity() == io.tocsin.telemetry.Severity.INFO ? "something" : "trouble",
            main.stack().isEmpty() ? main.host() : "the stack " + main.stack(),
            main.title(),
            Words.span(java.time.Duration.between(main.startedAt(), end)),
            main.isOpen() ? " and was not over when the record ended" : "",
            others > 0
                ? ", and "
                    + Words.count(others, "other incident")
                    + (others == 1 ? " was told" : " were told")
                : "");
  }

  private String why() {
    Incident main = report.main();
    Cluster blocker = report.blocker();
    if (main == null) {
      return blocker == null
          ? "No error was logged."
          : "The commonest error is “%s” of %s."
              .formatted(blocker.template(), report.scope().places().who(blocker.subject()));
    }
    String cause =
        "The cause is most likely %s (%s, %.0f %% sure): %s"
            .formatted(
                whoOf(main),
                main.cause().detector(),
                main.cause().confidence() * 100,
                Words.sentence(main.cause().summary()));
    return cause;
  }

  private String whoOf(Incident incident) {
    return incident.cause().service().isEmpty()
        ? incident.host()
        : report.scope().places().name(incident.stack(), incident.cause().service());
  }

  private String impact() {
    List<ServiceRow> hit =
        report.services().stream().filter(s -> s.lostMinutes() > 0 || s.failed() > 0).toList();
    if (hit.isEmpty()) {
      return "No service was seen to be lost, and no request was logged as failed.";
    }
    ServiceRow worst = hit.get(0);
    String lost =
        worst.lostMinutes() == 0
            ? "no minute of it was lost"
            : "%s of %s of it were lost (%s available)"
                .formatted(
                    Words.count(worst.lostMinutes()),
                    Words.count(worst.minutes(), "minute"),
                    Words.share(worst.minutes() - worst.lostMinutes(), worst.minutes()));
    return "%s hit, most of all %s: %s; %s failed%s."
        .formatted(
            Words.count(hit.size(), "service") + (hit.size() == 1 ? " was" : " were"),
            report.scope().places().name(worst.subject()),
            lost,
            Words.count(report.requests().failed(), "request"),
            report.requests().failed() > 0 && report.requests().latency().told() > 0
                ? ", after %s on the mean and %s at most"
                    .formatted(
                        Words.millis(report.requests().latency().mean()),
                        Words.millis(report.requests().latency().max()))
                : "");
  }

  private String logs() {
    Report.Entries entries = report.entries();
    if (entries.count() == 0) {
      return "No log entries are in the record.";
    }
    Cluster blocker = report.blocker();
    String share =
        "Of %s %s are errors (%s) and %s warnings"
            .formatted(
                Words.count(entries.count(), "log entry"),
                Words.count(entries.errors()),
                Words.share(entries.errors(), entries.count()),
                Words.count(entries.warnings()));
    return blocker == null
        ? share + "."
        : share
            + "; %s is “%s”, %s of the errors (%s)."
                .formatted(
                    blocker.equals(report.ofCause()) ? "the primary blocker" : "the commonest",
                    Words.cut(blocker.template(), 160),
                    Words.count(blocker.count()),
                    Words.share(blocker.count(), entries.errors()));
  }

  private String state() {
    Incident main = report.main();
    List<String> parts = new ArrayList<>();
    if (main != null) {
      parts.add(
          main.resolvedAt() == null
              ? "It is not over as far as the record goes"
              : "It has been over since %s".formatted(Words.time(main.resolvedAt())));
    }
    parts.add(
        changeBefore(main)
            .map(
                change ->
                    "the last change before was to %s, %s (%s)"
                        .formatted(
                            change.service().isEmpty() ? "several services" : change.service(),
                            Timeline.words(change),
                            Words.time(change.at())))
            .orElse("no change in the 72 hours before was seen"));
    if (!report.unknown().gaps().isEmpty()) {
      parts.add(
          Words.count(report.unknown().gaps().size(), "gap")
              + (report.unknown().gaps().size() == 1 ? " in the record is" : " in the record are")
              + " listed below");
    }
    String text = String.join("; ", parts);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static Optional<Incident.Change> changeBefore(@Nullable Incident main) {
    return main == null
        ? Optional.empty()
        : main.changes().stream()
            .filter(change -> !change.at().isAfter(main.startedAt()))
            .max(Comparator.comparing(Incident.Change::at));
  }

  Figures figures() {
    List<Figure> all = new ArrayList<>();
    Report.Entries entries = report.entries();
    Incident main = report.main();
    if (main != null) {
      Tone tone = Timeline.tone(main.severity());
      all.add(
          new Figure(
              Words.span(Conclusion.length(main, report.scope().to())),
              main.severity().wireName() + (main.isOpen() ? ", not over" : ", over"),
              tone));
    }
    int lost = report.services().stream().mapToInt(ServiceRow::lostMinutes).max().orElse(0);
    all.add(
        new Figure(
            Words.count(lost) + " min",
            "lost of the service hit most, of %s in the record"
                .formatted(Words.span(report.scope().length())),
            lost > 0 ? Tone.CRITICAL : Tone.GOOD));
    if (report.requests().count() > 0) {
      all.add(
          new Figure(
              Words.count(report.requests().failed()),
              "requests failed (5xx) of %s logged"
                  .formatted(Words.count(report.requests().count())),
              report.requests().failed() > 0 ? Tone.CRITICAL : Tone.GOOD));
    }
    if (entries.count() > 0) {
      all.add(
          new Figure(
              Words.share(entries.errors(), entries.count()),
              "of %s are errors (%s)"
                  .formatted(
                      Words.count(entries.count(), "log entry"), Words.count(entries.errors())),
              entries.errors() > 0 ? Tone.WARNING : Tone.GOOD));
    }
    return new Figures(all);
  }
}
