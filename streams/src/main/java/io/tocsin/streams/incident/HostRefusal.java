package io.tocsin.streams.incident;

import io.tocsin.telemetry.Finding;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What makes an engine refuse every start, whatever is to be started: the host lacks it. */
final class HostRefusal {
  private static final List<Pattern> LACKS =
      List.of(
          Pattern.compile("could not find bridge|bridge \\S+ failed|failed to create bridge"),
          Pattern.compile("(?i)ip6?tables"),
          Pattern.compile("no space left on device"),
          Pattern.compile("read-only file system"),
          Pattern.compile("too many open files|cannot allocate memory"),
          Pattern.compile("containerd|cgroup mountpoint|cgroups: "));

  private HostRefusal() {}

  /** What the host lacks, as far as the engine's words tell; the same for one and the same lack. */
  static Optional<String> of(Finding finding) {
    if (!finding.detector().equals(Nature.START_FAILED)) {
      return Optional.empty();
    }
    String error = String.valueOf(finding.evidence().getOrDefault("error", ""));
    return LACKS.stream()
        .filter(lack -> lack.matcher(error).find())
        .map(Pattern::pattern)
        .findFirst();
  }

  /** Whether the host's lack is the same for both. */
  static boolean isSame(Finding one, Finding other) {
    Optional<String> lack = of(one);
    return lack.isPresent() && lack.equals(of(other));
  }
}
