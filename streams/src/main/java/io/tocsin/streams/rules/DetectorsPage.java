package io.tocsin.streams.rules;

import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.Explanation;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Rule;
import java.util.List;
import java.util.Locale;

/** The reference of all detectors, in Markdown, of what they say of themselves. */
public final class DetectorsPage {
  private static final String INTRODUCTION =
      """
      # Detectors

      What each detector sees, why that matters, how it decides, and what can be set. Every detector is a rule under its own
      name; [rules.md](rules.md) tells how rules are changed, added and narrowed to some containers. Values are written as here: `30s`, `1h30m`,
      `85%%`, `512MiB`. Every rule also takes `enabled: false` and a `where`.

      This page is generated from the code; the test `DetectorsPageTest` says how to renew it.
      """;

  private DetectorsPage() {}

  /** The page. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION.replace("%%", "%"));
    page.append("\n| detector | fires when | severity |\n|---|---|---|\n");
    for (DetectorType<?, ?> type : Catalogue.detectors()) {
      page.append(
          "| [`%s`](#%s) | %s | %s |\n"
              .formatted(type.name(), type.name(), type.description(), severities(type)));
    }
    Catalogue.detectors().forEach(type -> detector(type, page));
    return page.toString();
  }

  private static void detector(DetectorType<?, ?> type, StringBuilder page) {
    Explanation told = type.explanation();
    page.append("\n## ").append(type.name()).append('\n').append(type.description()).append("\n\n");
    paragraph(page, "Why", told.why());
    paragraph(page, "How it decides", told.formula());
    paragraph(page, "Source", told.source());
    parameters(type, page);
    paragraph(page, "Example", told.example());
    page.append("**Runbook.** [%s](runbooks/%s.md)\n".formatted(type.name(), type.name()));
  }

  private static void paragraph(StringBuilder page, String title, String text) {
    if (!text.isBlank()) {
      page.append("**").append(title).append(".** ").append(text).append("\n\n");
    }
  }

  private static void parameters(DetectorType<?, ?> type, StringBuilder page) {
    if (type.parameters().isEmpty()) {
      return;
    }
    page.append("| parameter | default | unit | meaning |\n|---|---|---|---|\n");
    for (Parameter parameter : type.parameters()) {
      String standard = parameter.format(parameter.standard());
      String unit = parameter.type().name().toLowerCase(Locale.ROOT);
      page.append(
          "| `%s` | %s | %s | %s |\n".formatted(parameter.name(), standard, unit, parameter.doc()));
    }
    page.append('\n');
  }

  private static String severities(DetectorType<?, ?> type) {
    Rule rule = Rule.standard(type);
    List<String> severities =
        type.parameters().stream()
            .filter(parameter -> parameter.type() == Parameter.Type.SEVERITY)
            .map(parameter -> parameter.format(rule.value(parameter)))
            .distinct()
            .toList();
    return String.join(", ", severities);
  }
}
