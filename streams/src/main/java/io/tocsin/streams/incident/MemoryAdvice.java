package io.tocsin.streams.incident;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Finding;
import java.util.List;
import java.util.Optional;

/** How to raise a memory limit: commands and lines that can be pasted as they are. */
final class MemoryAdvice {
  private static final long MIB = 1L << 20;
  private static final Bytes FIRST_LIMIT = new Bytes(512 * MIB);

  private MemoryAdvice() {}

  /** Twice the limit, for now and, where there is a Compose file, for good. */
  static List<String> raise(Finding finding, String container) {
    Optional<Bytes> limit = limit(finding);
    String amount = mebibytes(limit.map(MemoryAdvice::twice).orElse(FIRST_LIMIT));
    String command =
        "docker update --memory %s --memory-swap %s %s".formatted(amount, amount, container);
    String said =
        limit
            .map(bytes -> "Raise its limit of %s for now: %s".formatted(bytes, command))
            .orElse("Give it a limit, so that it cannot take the host's memory: " + command);
    String stack = finding.subject().stack();
    String service = finding.subject().service();
    return stack.isEmpty()
        ? List.of(said)
        : List.of(
            said,
            "For good: below %s in the Compose file write mem_limit: %s".formatted(service, amount),
            "Then bring it up with it: docker compose -p %s up -d %s".formatted(stack, service));
  }

  private static Optional<Bytes> limit(Finding finding) {
    try {
      return Optional.ofNullable(finding.evidence().get("limit"))
          .map(limit -> Bytes.parse(limit.toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // "none"
    }
  }

  private static Bytes twice(Bytes limit) {
    return new Bytes(2 * limit.value());
  }

  private static String mebibytes(Bytes bytes) {
    return Math.max(1, (bytes.value() + MIB - 1) / MIB) + "m";
  }
}
