package io.tocsin.app.report;

import io.tocsin.app.report.Conclusion.Facts;
import io.tocsin.app.report.Report.Course;
import io.tocsin.app.report.Report.Criteria;
import io.tocsin.app.report.Report.Criterion;
import io.tocsin.app.report.Report.Measured;
import io.tocsin.app.report.Report.Notice;
import io.tocsin.app.report.Report.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What must hold for the trouble to be over, as it was before, during, and is now. */
final class CriteriaOf {
  private static final Duration NOW = Duration.ofMinutes(15);
  private static final double MOST_ERRORS = 0.01;
  private static final double MOST_FAILED = 0.01;
  private static final double MOST_MEMORY = 0.85;
  private static final double SLOWEST_MILLIS = 2_000;

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "error-ratio",
              "error entries of all log entries",
              "at most 1 %",
              cell -> ratio(cell.errors, cell.entries, MOST_ERRORS)),
          new Rule(
              "failed-requests",
              "requests answered with 5xx, of all",
              "at most 1 %",
              cell -> ratio(cell.failures, cell.requests, MOST_FAILED)),
          new Rule(
              "latency-p95",
              "time in which 95 % of requests were answered",
              "at most 2,000 ms",
              CriteriaOf::latency),
          new Rule(
              "restarts",
              "restarts of containers that ended by themselves",
              "none",
              cell -> new Measured("%,d".formatted(cell.restarts), cell.restarts == 0)),
          new Rule(
              "memory-ratio",
              "highest memory of any container to its limit",
              "at most 85 %",
              CriteriaOf::memory));

  private final Course course;
  private final Instant from;
  private final Instant to;

  CriteriaOf(Course course, Instant from, Instant to) {
    this.course = course;
    this.from = from;
    this.to = to;
  }

  /**
   * @param onset when the trouble began; null if there was none
   * @param over when it ended; null if it has not
   */
  Criteria of(Facts facts, List<Notice> notices, @Nullable Instant onset, @Nullable Instant over) {
    Instant begin = onset == null ? to : later(onset, from);
    Instant end = onset == null ? to : Objects.requireNonNullElse(over, to);
    Instant last = later(to.minus(NOW), from);
    Window before = new Window("before", from, begin);
    Window during = new Window("during", onset == null ? null : begin, end);
    Window now =
        new Window("at the end", over != null && over.isBefore(to) ? later(over, last) : last, to);
    List<Criterion> all = new ArrayList<>();
    Windows windows = new Windows(before, during, now);
    for (Rule rule : RULES) {
      all.add(row(rule, windows));
    }
    all.add(availability(facts, windows));
    all.add(deprecations(notices));
    return new Criteria(before, during, now, all);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private record Windows(Window before, Window during, Window now) {}

  /** A criterion that is measured in cells. */
  private record Rule(
      String name, String what, String target, Function<Cell, @Nullable Measured> value) {}

  private Criterion row(Rule rule, Windows windows) {
    return new Criterion(
        rule.name(),
        rule.what(),
        rule.target(),
        measured(windows.before(), rule.value()),
        measured(windows.during(), rule.value()),
        measured(windows.now(), rule.value()));
  }

  private @Nullable Measured measured(Window window, Function<Cell, @Nullable Measured> value) {
    Cell all = new Cell();
    boolean isEmpty = true;
    for (Slots.Slot<Cell> slot : course.slots()) {
      if (isIn(window, slot.from())) {
        all.plus(slot.content());
        isEmpty = false;
      }
    }
    return isEmpty ? null : value.apply(all);
  }

  /** A slot counts for the time in which it begins; the first one begins before the record does. */
  private boolean isIn(Window window, Instant slot) {
    Instant begin = window.from();
    Instant end = window.to();
    if (begin == null || end == null || !end.isAfter(begin)) {
      return false;
    }
    Instant at = later(slot, from);
    return !at.isBefore(begin) && (at.isBefore(end) || end.equals(to));
  }

  private static @Nullable Measured ratio(long part, long whole, double most) {
    return whole == 0
        ? null
        : new Measured(
            String.format(Locale.ROOT, "%.1f %% (%,d of %,d)", 100.0 * part / whole, part, whole),
            part <= most * whole);
  }

  private static @Nullable Measured latency(Cell cell) {
    double p95 = cell.millis.at(0.95);
    return cell.millis.count() == 0
        ? null
        : new Measured(String.format(Locale.ROOT, "%,.0f ms", p95), p95 <= SLOWEST_MILLIS);
  }

  private static @Nullable Measured memory(Cell cell) {
    return cell.memoryRatio == 0
        ? null
        : new Measured(
            String.format(Locale.ROOT, "%.0f %%", cell.memoryRatio * 100),
            cell.memoryRatio <= MOST_MEMORY);
  }

  private static Criterion availability(Facts facts, Windows windows) {
    return new Criterion(
        "availability",
        "minutes in which no service was lost",
        "all",
        lost(facts, windows.before()),
        lost(facts, windows.during()),
        lost(facts, windows.now()));
  }

  private static @Nullable Measured lost(Facts facts, Window window) {
    Instant begin = window.from();
    Instant end = window.to();
    if (begin == null || end == null || !end.isAfter(begin)) {
      return null;
    }
    long most =
        facts.services().stream()
            .mapToLong(row -> row.lost().stream().mapToLong(s -> minutes(s, begin, end)).sum())
            .max()
            .orElse(0);
    long whole = Math.max(1, (Duration.between(begin, end).toSeconds() + 59) / 60);
    return new Measured("%,d of %,d".formatted(Math.max(0, whole - most), whole), most == 0);
  }

  private static long minutes(Availability.Span lost, Instant begin, Instant end) {
    Instant start = later(lost.from(), begin);
    Instant stop = lost.to().isBefore(end) ? lost.to() : end;
    return stop.isAfter(start) ? (Duration.between(start, stop).toSeconds() + 59) / 60 : 0;
  }

  private static Criterion deprecations(List<Notice> notices) {
    long count = notices.stream().mapToLong(Notice::count).sum();
    return new Criterion(
        "deprecations",
        "warnings of what will be gone, in the whole record",
        "none",
        null,
        null,
        new Measured("%,d".formatted(count), count == 0));
  }
}
