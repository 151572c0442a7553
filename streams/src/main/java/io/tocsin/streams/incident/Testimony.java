package io.tocsin.streams.incident;

import io.tocsin.streams.graph.DependencyGraph;
import io.tocsin.streams.logs.Unreachable;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the lines that a finding stands on say: whose fault it is, in the service's own words. */
final class Testimony {
  private static final Duration AT_ONCE = Duration.ofMinutes(1);

  private static final Pattern UNSERVED = Pattern.compile("\\b50[234]\\b");

  /** Where findings keep lines of the record, the most telling first. */
  private static final List<String> FIELDS = List.of("error", "logs", "probeOutput", "samples");

  /** Faults that nobody else can bring about: of the program, its image or its settings. */
  private static final List<String> OWN_FAULTS =
      List.of(
          "modulenotfounderror",
          "importerror",
          "no module named",
          "syntaxerror",
          "indentationerror",
          "nameerror",
          "attributeerror",
          "cannot find module",
          "noclassdeffounderror",
          "classnotfoundexception",
          "unsupportedclassversionerror",
          "nosuchmethoderror",
          "command not found",
          "executable file not found",
          "no such file or directory",
          "permission denied",
          "exec format error",
          "segmentation fault",
          "outofmemoryerror",
          "heap out of memory",
          "cannot allocate memory",
          "no space left on device",
          "too many open files",
          "resource temporarily unavailable",
          "can't fork",
          "cannot fork",
          "unable to create new native thread",
          "can't start new thread",
          "unknown option",
          "unrecognized option",
          "invalid configuration",
          "unknown directive",
          "keyerror:",
          "missing environment variable",
          "must be set");

  private final Finding finding;
  private final List<String> lines;
  private @Nullable Boolean isSymptom;

  private Testimony(Finding finding, List<String> lines) {
    this.finding = finding;
    this.lines = lines;
  }

  static Testimony of(Finding finding) {
    List<String> lines = new ArrayList<>();
    for (String field : FIELDS) {
      add(lines, finding.evidence().get(field));
    }
    return new Testimony(finding, lines);
  }

  private static void add(List<String> lines, @Nullable Object value) {
    if (value instanceof List<?> list) {
      list.forEach(each -> lines.add(String.valueOf(each)));
    } else if (value instanceof String text) {
      text.lines().forEach(lines::add);
    }
  }

  List<String> lines() {
    return lines;
  }

  /** The last line that names a fault of the service's own. */
  Optional<String> ownFault() {
    return last(
        line -> {
          String text = line.toLowerCase(Locale.ROOT);
          return !Unreachable.isIn(line) && OWN_FAULTS.stream().anyMatch(text::contains);
        });
  }

  /**
   * The last line that tells of a connection to another that failed. A probe that times out, or
   * that cannot reach its own container, tells of none.
   */
  Optional<String> refusal() {
    boolean isProbe = finding.detector().equals("unhealthy");
    return last(
        line ->
            Unreachable.isIn(line)
                && !isOfItself(line)
                && !(isProbe && Unreachable.hosts(line).isEmpty()));
  }

  /** The last line that tells that a service does not reach its own port. */
  Optional<String> ofItself() {
    return last(line -> Unreachable.isIn(line) && isOfItself(line));
  }

  private static boolean isOfItself(String line) {
    return line.contains("localhost") || line.contains("127.0.0.1") || line.contains("[::1]");
  }

  /** A probe's answer by which one tells that others fail it, without saying who. */
  Optional<String> unserved() {
    return finding.detector().equals("unhealthy")
        ? last(line -> UNSERVED.matcher(line).find())
        : Optional.empty();
  }

  /** The line that a person would point to. */
  Optional<String> telling() {
    return ownFault().or(this::refusal).or(() -> last(line -> !line.isBlank()));
  }

  private Optional<String> last(java.util.function.Predicate<String> wanted) {
    return lines.stream().filter(wanted).reduce((one, other) -> other).map(String::strip);
  }

  /** The services that its lines could not reach. */
  Set<Subject> blamed(DependencyGraph graph) {
    Set<Subject> blamed = new LinkedHashSet<>();
    lines.forEach(line -> blamed.addAll(graph.named(finding.subject(), line)));
    return blamed;
  }

  /** Whether it is the consequence of somebody else's trouble, as far as it can be seen alone. */
  boolean isSymptom() {
    Boolean known = isSymptom;
    if (known == null) {
      known = !Nature.of(finding).direct() || (refusal().isPresent() && ownFault().isEmpty());
      isSymptom = known;
    }
    return known;
  }

  /**
   * Whether an end of all of the host's containers can have brought it about. Who dies of itself
   * does so at once if it is for that; who suffers from others may be seen to after a while.
   */
  boolean mayFollow(Sign end) {
    if (Nature.isAtItsOwnLimit(finding) || finding.startedAt().isBefore(end.at())) {
      return false;
    }
    Duration late = Duration.between(end.at(), finding.startedAt());
    if (Nature.isRemoval(finding)) {
      return late.compareTo(Exodus.AT_ONCE) <= 0; // once it is up again somebody asks it to
    }
    return late.compareTo(isSymptom() ? Signs.AFTERMATH : AT_ONCE) <= 0
        && (isSymptom() || ownFault().isEmpty());
  }
}
