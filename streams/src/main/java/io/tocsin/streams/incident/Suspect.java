package io.tocsin.streams.incident;

import io.tocsin.streams.change.ContainerNames;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that may be the cause.
 *
 * @param finding the finding that tells most about it; null if only signs and others speak of it
 * @param sign what its containers' facts tell of it; null for nothing
 * @param reasons what speaks for it and against it
 */
record Suspect(
    Subject subject,
    @Nullable Finding finding,
    @Nullable Sign sign,
    List<Incident.Reason> reasons) {

  Suspect {
    reasons = List.copyOf(reasons);
  }

  int points() {
    return reasons.stream().mapToInt(Incident.Reason::points).sum();
  }

  /** Whether it is in trouble itself, as far as detectors can tell. */
  boolean isFound() {
    return finding != null;
  }

  /** The sign where it tells more than the finding. */
  @Nullable Sign leadingSign() {
    return sign != null && (finding == null || !Nature.of(finding).direct()) ? sign : null;
  }

  Instant onset() {
    Sign leading = leadingSign();
    if (leading != null && (finding == null || leading.at().isBefore(finding.startedAt()))) {
      return leading.at();
    }
    return finding == null ? Instant.MAX : finding.startedAt();
  }

  /** A detector's name, or a sign's. */
  String detector() {
    Sign leading = leadingSign();
    if (leading != null) {
      return leading.kind().word();
    }
    return finding == null ? "unreachable" : finding.detector();
  }

  String container() {
    Sign leading = leadingSign();
    if (leading != null) {
      return leading.container();
    }
    return finding == null ? "" : ContainerNames.lasting(finding.container());
  }

  String summary() {
    Sign leading = leadingSign();
    if (leading != null) {
      return leading.statement();
    }
    return finding == null
        ? "others cannot reach %s; nothing was found of itself".formatted(subject.service())
        : finding.summary() + lastWords(finding);
  }

  /** Whether a sentence has the line, or ends with the heart of it, as with an engine's refusal. */
  private static boolean says(String sentence, String line) {
    int colon = sentence.indexOf(": ");
    String end = colon < 0 ? sentence : sentence.substring(colon + 2);
    return sentence.contains(line) || (colon >= 0 && line.contains(end));
  }

  /** What a service that died said last, where the finding's sentence does not have it. */
  private static String lastWords(Finding finding) {
    if (!Nature.of(finding).direct()) {
      return "";
    }
    return Testimony.of(finding)
        .telling()
        .filter(line -> !says(finding.summary(), line))
        .map(line -> "; it said: " + Numbers.cut(line))
        .orElse("");
  }
}
