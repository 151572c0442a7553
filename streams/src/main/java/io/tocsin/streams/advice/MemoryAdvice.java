package io.tocsin.streams.advice;

import io.tocsin.streams.change.Makeup;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How to give a service more memory, or have it take less. */
final class MemoryAdvice {
  private static final Bytes FIRST_LIMIT = new Bytes(512L << 20);

  private MemoryAdvice() {}

  /**
   * @param isGivenBack whether the limit that it had before is told apart
   */
  static List<String> of(Finding finding, Place place, boolean isGivenBack) {
    List<String> lines = new ArrayList<>();
    Optional<Bytes> limit =
        place.makeup().isPresent()
            ? place.makeup().flatMap(Makeup::memoryLimit)
            : Amount.of(finding, "limit");
    if (limit.isEmpty()) {
      lines.add(
          "It has no limit, so the host's memory ran out. See who takes it: docker stats"
              + " --no-stream");
      lines.add(
          "Give %s a limit, so that it cannot take all: %s"
              .formatted(place.service(), update(FIRST_LIMIT, place)));
    } else if (!isGivenBack) {
      raise(lines, finding, place, limit.get());
    }
    lines.add("Or have it take less: " + less(place));
    return lines;
  }

  private static void raise(List<String> lines, Finding finding, Place place, Bytes limit) {
    Bytes more = Amount.twice(limit);
    String need = Amount.of(finding, "workingSet").map(used -> "uses " + used).orElse("needs more");
    lines.add(
        "%s may use %s and %s; raise its limit to %s: %s"
            .formatted(place.service(), limit, need, more, update(more, place)));
    if (place.isOfCompose()) {
      lines.add(
          "For good, write mem_limit: %s below %s in %s, then: %s"
              .formatted(Amount.mebibytes(more), place.service(), place.file(), place.up()));
    }
  }

  static String update(Bytes limit, Place place) {
    String amount = Amount.mebibytes(limit);
    return "docker update --memory %s --memory-swap %s %s"
        .formatted(amount, amount, place.container());
  }

  /** Where the program's own bound is set. */
  private static String less(Place place) {
    String what =
        place
            .makeup()
            .map(made -> made.command() + ' ' + made.image())
            .orElse("")
            .toLowerCase(Locale.ROOT);
    String names = place.makeup().map(Makeup::environmentNames).orElse(List.of()).toString();
    if (what.contains("java") || names.contains("JAVA_")) {
      return "a smaller heap, such as JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=60";
    }
    if (what.contains("gunicorn")
        || what.contains("uvicorn")
        || names.contains("WEB_CONCURRENCY")) {
      return "fewer workers (WEB_CONCURRENCY, or --workers)";
    }
    if (what.startsWith("node") || names.contains("NODE_OPTIONS")) {
      return "a smaller heap, NODE_OPTIONS=--max-old-space-size=, in MiB";
    }
    if (what.contains("redis")) {
      return "maxmemory, with a maxmemory-policy that evicts";
    }
    if (what.contains("postgres")) {
      return "smaller shared_buffers and work_mem, fewer connections";
    }
    return "fewer workers, smaller caches, a bound on what one request may load";
  }
}
