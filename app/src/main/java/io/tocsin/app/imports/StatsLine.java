package io.tocsin.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.imports.Containers.Identity;
import io.tocsin.collector.inventory.Known;
import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ResourceSample;
import io.tocsin.telemetry.ResourceSample.Memory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code docker stats --no-stream --format json}. Such lines have no time: it is that of
 * a line before them, or of the file. They tell shares of a processor, of which counters are made.
 */
final class StatsLine implements JsonKind {
  private static final Pattern SIZE =
      Pattern.compile("([\\d.]+)\\s*([kKMGT]?)(i?)B", Pattern.CASE_INSENSITIVE);
  private static final String PREFIXES = "kmgt";

  private final Containers containers;
  private final Map<String, Counted> counted = new HashMap<>();
  private @Nullable Instant clock;

  /** Up to when the processor time of a container has been counted. */
  private record Counted(Instant at, long nanos) {}

  StatsLine(Containers containers) {
    this.containers = containers;
  }

  /** A line before told the time. */
  void clock(Instant at) {
    clock = at;
  }

  /** Another file begins. */
  void forgetClock() {
    clock = null;
  }

  @Override
  public boolean fits(JsonNode item) {
    return item.has("MemUsage") && item.has("CPUPerc");
  }

  @Override
  public Outcome read(JsonNode item, Place around) {
    String[] memory = item.path("MemUsage").asText().split("/", -1);
    Bytes used = memory.length == 2 ? size(memory[0]) : null;
    if (used == null) {
      return new Outcome.Empty("a container that does not run");
    }
    String id = item.path("ID").asText(item.path("Container").asText());
    Instant at = clock == null ? around.source().modified() : clock;
    Counted before = counted.get(id);
    if (before != null && !at.isAfter(before.at())) {
      return new Outcome.Refused(
          "a second sample of one container with no time between: write `date -Is` before each"
              + " `docker stats --no-stream`");
    }
    Identity of = known(id, item.path("Name").asText(id));
    long nanos = nanos(before, at, item.path("CPUPerc").asText());
    counted.put(id, new Counted(at, nanos));
    ResourceSample sample =
        new ResourceSample(
            at,
            of.subject(),
            of.container(),
            "api",
            new Memory(used, used, limit(of, size(memory[1]))),
            new ResourceSample.Cpu(nanos, 0, 0, 0),
            null,
            network(item),
            null);
    String note = clock == null ? "no time in the file: taken for that of its last change" : "";
    return new Outcome.Kept("docker stats", java.util.List.of(sample), note);
  }

  private Identity known(String id, String name) {
    Identity byId = containers.named(id);
    return byId.container().name().equals(id) ? containers.named(name) : byId;
  }

  private static long nanos(@Nullable Counted before, Instant at, String percent) {
    double cores = Double.parseDouble(percent.replace("%", "").strip()) / 100;
    return before == null
        ? 0
        : before.nanos() + (long) (cores * Duration.between(before.at(), at).toNanos());
  }

  /** Without a limit the engine shows the host's memory: only an inspection tells them apart. */
  private @Nullable Bytes limit(Identity of, @Nullable Bytes shown) {
    Known known = containers.book().get(of.container().id());
    return known == null || known.inspection() == null
        ? shown
        : known.inspection().facts().limits().memory();
  }

  private static ResourceSample.@Nullable Network network(JsonNode item) {
    String[] io = item.path("NetIO").asText().split("/", -1);
    Bytes received = io.length == 2 ? size(io[0]) : null;
    Bytes sent = io.length == 2 ? size(io[1]) : null;
    return received == null || sent == null ? null : new ResourceSample.Network(received, sent);
  }

  /** {@code 1.5GiB} is of 1,024, {@code 1.5kB} of 1,000, as the command writes them. */
  static @Nullable Bytes size(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    int power = 0;
    if (!matcher.group(2).isEmpty()) {
      power = PREFIXES.indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
    }
    int step = matcher.group(3).isEmpty() ? 1000 : 1024;
    return new Bytes(
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(step).pow(power)).longValue());
  }
}
