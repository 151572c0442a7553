package io.tocsin.app.cli;

import io.tocsin.app.incidents.IncidentSnapshot;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.app.replay.RecordRange;
import io.tocsin.app.roles.RecordedTopics;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of the record is meant: a range of time, or what surrounds an incident. */
final class RangeOptions {
  /** Behind this the live run may still be at work. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "from here on; " + Moment.FORMS + " (default: all that is recorded)")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "up to here (default: now)")
  @Nullable String to;

  @Option(
      names = "--incident",
      paramLabel = "ID",
      description = "what surrounds this incident; the beginning of its id is enough")
  @Nullable String incident;

  @Option(
      names = "--margin",
      paramLabel = "TIME",
      defaultValue = "30m",
      description = "so much before it and after it (${DEFAULT-VALUE})")
  String margin = "30m";

  boolean isGiven() {
    return from != null || to != null || incident != null;
  }

  /**
   * The range, by this machine's clock.
   *
   * @throws WrongUse if it is none
   */
  RecordRange range(ZonedDateTime now) {
    Moment moment = new Moment(now);
    Instant begin = from == null ? Instant.MIN : moment.read("--from", from);
    Instant end = to == null ? now.toInstant().minus(SETTLED) : moment.read("--to", to);
    if (!begin.isBefore(end)) {
      throw new WrongUse(
          "The range ends (" + end + ") before it begins (" + begin + ").",
          "--from is the earlier one.");
    }
    return new RecordRange(begin, end);
  }

  /**
   * What is meant.
   *
   * @param about the incident that the range surrounds; empty for a range of time
   */
  record Wanted(RecordRange range, Optional<Incident> about) {}

  /** The same, where there are incidents to look one up in; they are read only if need be. */
  Wanted wanted(Supplier<List<Incident>> known, ZonedDateTime now) {
    if (incident == null) {
      return new Wanted(range(now), Optional.empty());
    }
    Incident found = find(known.get(), incident);
    Duration around = Moment.span("--margin", margin);
    Instant latest = now.toInstant().minus(SETTLED);
    Instant end = Objects.requireNonNullElse(found.resolvedAt(), latest).plus(around);
    RecordRange range =
        new RecordRange(found.startedAt().minus(around), end.isAfter(latest) ? latest : end);
    return new Wanted(range, Optional.of(found));
  }

  /** In recorded topics. */
  Wanted wanted(RecordedTopics topics, ZonedDateTime now) {
    return wanted(() -> IncidentSnapshot.read(topics.kafka(), topics.topics()), now);
  }

  private static Incident find(List<Incident> incidents, String id) {
    List<Incident> found = incidents.stream().filter(each -> each.id().startsWith(id)).toList();
    if (found.size() != 1) {
      throw new WrongUse(
          found.isEmpty() ? "There is no incident " + id + "." : id + " begins several ids.",
          "`tocsin incidents --all` shows them with their ids, `tocsin replay` those of a file.");
    }
    return found.get(0);
  }
}
