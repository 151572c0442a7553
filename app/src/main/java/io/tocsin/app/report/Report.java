package io.tocsin.app.report;

import io.tocsin.app.report.page.Block.Tone;
import io.tocsin.streams.logs.Level;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a report tells, as data.
 *
 * @param incidents the worst first; the one alone, if the report is about one
 * @param others of the same time, which the report is not about, the worst first
 * @param course what happened in each stretch of time
 * @param clusters of errors and warnings, the largest first
 * @param changes in the 72 hours before, the latest first
 */
record Report(
    Scope scope,
    Entries entries,
    List<Incident> incidents,
    List<Incident> others,
    List<ServiceRow> services,
    List<Moment> timeline,
    Course course,
    List<Cluster> clusters,
    Requests.Summary requests,
    Containers containers,
    List<Changed> changes,
    List<Notice> deprecations,
    List<Finding> audit,
    List<Priority> priorities,
    Criteria criteria,
    Unknown unknown) {

  /** Of what and when; {@code records} by kind. */
  record Scope(String host, Places places, Instant from, Instant to, Map<String, Long> records) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  /**
   * Log entries, by the level that they state.
   *
   * @param lines of the log; a trace belongs to the entry before it
   * @param rare entries of kinds that were too rare to be kept apart
   */
  record Entries(Map<Level, Long> levels, long count, long lines, long rare) {
    long errors() {
      return levels.getOrDefault(Level.ERROR, 0L) + levels.getOrDefault(Level.FATAL, 0L);
    }

    long warnings() {
      return levels.getOrDefault(Level.WARN, 0L);
    }
  }

  /** What a service went through. */
  record ServiceRow(
      Subject subject,
      int minutes,
      int lostMinutes,
      List<Availability.Span> lost,
      long errors,
      long requests,
      long failed) {
    double availability() {
      return minutes == 0 ? 1 : 1 - Math.min(1, lostMinutes / (double) minutes);
    }
  }

  /** A change in a stack; in none where it was of the whole host. */
  record Changed(String stack, Incident.Change change) {}

  /**
   * Something that happened.
   *
   * @param isMain whether a short telling must not leave it out
   */
  record Moment(Instant at, Tone tone, String who, String what, boolean isMain) {}

  /** What happened in each stretch of time. */
  record Course(Duration width, List<Slots.Slot<Cell>> slots) {}

  /** How containers fared; {@code forecasts} of memory as they were told first, by container. */
  record Containers(
      List<Ends.ExitRow> exits,
      List<Ends.RestartRow> restarts,
      List<Usage.Row> usage,
      Map<String, Finding> forecasts) {}

  /** A warning of something that will be gone. */
  record Notice(Subject subject, String template, long count, Instant first, Instant last) {}

  /** What to mend first. */
  record Priority(String rank, String what, String severity, String impact, String why) {}

  /** Values in three times. */
  record Criteria(Window before, Window during, Window now, List<Criterion> all) {}

  /** A time, in words and in figures. */
  record Window(String name, @Nullable Instant from, @Nullable Instant to) {}

  /**
   * What must hold for the trouble to be over.
   *
   * @param name as {@code tocsin verify} calls it
   * @param before null where nothing is known of that time
   */
  record Criterion(
      String name,
      String what,
      String target,
      @Nullable Measured before,
      @Nullable Measured during,
      @Nullable Measured now) {}

  /** A value, and whether it is as it should be. */
  record Measured(String value, boolean isMet) {}

  /** What is not known. */
  record Unknown(List<Gap> gaps, List<String> notes) {}

  /** The incident that the report is about; null without any. */
  @Nullable Incident main() {
    return incidents.isEmpty() ? null : incidents.get(0);
  }

  /** The largest cluster of errors of the service that is the cause; null without any. */
  @Nullable Cluster ofCause() {
    Incident main = main();
    return main == null
        ? blocker()
        : clusters.stream()
            .filter(cluster -> cluster.isError() && !cluster.isRequest())
            .filter(cluster -> cluster.isOf(main))
            .findFirst()
            .orElse(null);
  }

  /** The largest cluster of errors that are no failed requests; null without any. */
  @Nullable Cluster blocker() {
    return clusters.stream()
        .filter(cluster -> cluster.isError() && !cluster.isRequest())
        .findFirst()
        .orElse(null);
  }
}
