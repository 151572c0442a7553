package io.tocsin.streams.detect.logpattern;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Condition;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Durations;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.LastLines;
import io.tocsin.streams.detect.LinePattern;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Share;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks for what a person has told it to look for. Without a pattern it does nothing. */
public final class LogPattern implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "log-pattern",
              "A line matches a regular expression of your own.",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.text(
                      "pattern",
                      Parameter.Type.PATTERN,
                      "",
                      "The regular expression, in RE2's syntax; none: the rule does nothing."),
                  Parameter.text(
                      "group",
                      Parameter.Type.TEXT,
                      "",
                      "The group that holds a number, by name or number; none: the first."),
                  Parameter.text(
                      "when",
                      Parameter.Type.CONDITION,
                      "",
                      "What the number must be, such as > 3; none: any match counts."),
                  Parameter.count("matches", 1, "How many lines must match."),
                  Parameter.duration("window", Duration.ofMinutes(10), "Within what time."),
                  Parameter.severity("severity", Severity.WARNING, "Of the finding."),
                  Parameter.duration(
                      "quiet",
                      Duration.ofMinutes(10),
                      "How long without a match until it is over.")),
              new DetectorType.State<>(State.class, 1),
              LogPattern::new)
          .explained(About.EXPLANATION);

  private static final int MOST_LINES = 5;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Alarm alarm;
  private final LastLines lines;
  private Share matches;
  private Instant lastMatch;
  private int told;

  /** What is kept. */
  public record State(
      @Nullable Finding open,
      Share.State matches,
      Instant lastMatch,
      List<String> lines,
      int told,
      @Nullable Map<String, String> overrides) {}

  LogPattern(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    Limits limits = tuning.of(kept == null ? null : kept.overrides());
    alarm = new Alarm(watch, "", kept == null ? null : kept.open());
    matches = new Share(limits.window(), kept == null ? null : kept.matches());
    lines = new LastLines(MOST_LINES, kept == null ? null : kept.lines());
    lastMatch = kept == null ? Instant.MIN : kept.lastMatch();
    told = kept == null ? 0 : kept.told();
  }

  private record Limits(
      @Nullable LinePattern pattern,
      String group,
      @Nullable Condition when,
      int matches,
      Duration window,
      Severity severity,
      Duration quiet) {
    static Limits of(Settings settings) {
      String pattern = settings.text("pattern");
      String when = settings.text("when");
      return new Limits(
          pattern.isEmpty() ? null : new LinePattern(pattern),
          settings.text("group"),
          when.isEmpty() ? null : Condition.parse(when),
          settings.count("matches"),
          settings.duration("window"),
          settings.severity("severity"),
          settings.duration("quiet"));
    }

    /** What was drawn from the line: NaN where no number is asked for, null for no match. */
    @Nullable Double match(String line) {
      LinePattern.Match match = pattern == null ? null : pattern.find(line, group);
      if (match == null) {
        return null;
      }
      double number = number(match.group());
      boolean counts = when == null || (!Double.isNaN(number) && when.holds(number));
      return counts ? (Double) number : null;
    }

    private static double number(@Nullable String text) {
      try {
        return text == null ? Double.NaN : Double.parseDouble(text.replace(",", ""));
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
  }

  @Override
  public void on(ReadLine line, Consumer<Finding> out) {
    Limits limits = tuning.of(line.line().overrides());
    Double number = limits.pattern() == null ? null : limits.match(line.text());
    if (number == null) {
      return;
    }
    if (!matches.hasWindow(limits.window())) {
      matches = new Share(limits.window());
    }
    matches.add(line.at(), true);
    lastMatch = line.at();
    lines.add(line.text());
    int count = matches.bad();
    if (count >= limits.matches() && (!alarm.isOpen() || count >= 2 * told)) {
      told = count;
      alarm.fire(line.at(), verdict(line, number, limits), out);
    }
  }

  private Verdict verdict(ReadLine line, double number, Limits limits) {
    Condition when = limits.when();
    Verdict.Measure measure =
        when != null && !Double.isNaN(number)
            ? new Verdict.Measure(number, when.number(), "as drawn from the line", null)
            : new Verdict.Measure(matches.bad(), limits.matches(), "matches", limits.window());
    return new Verdict(
        limits.severity(),
        matches.since(),
        "",
        measure,
        "%s wrote what rule %s looks for: %s"
            .formatted(watch.subject().service(), watch.rule().name(), cut(line.text())),
        Evidence.of("matches", matches.bad())
            .with("number", Double.isNaN(number) ? null : number)
            .with("logs", lines.list())
            .with("container", line.line().container())
            .with("ignoredLabels", tuning.problems())
            .build());
  }

  private static String cut(String line) {
    return line.length() <= 120 ? line : line.substring(0, 119) + "…";
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    Duration quiet = tuning.current().quiet();
    if (alarm.isOpen() && !watermark.isBefore(lastMatch.plus(quiet))) {
      alarm.resolve(watermark, "no line has matched for " + Durations.format(quiet), out);
      told = 0;
    }
  }

  @Override
  public Instant wakeAt() {
    return alarm.isOpen() ? lastMatch.plus(tuning.current().quiet()) : Instant.MAX;
  }

  @Override
  public List<Finding> open() {
    return alarm.findings();
  }

  @Override
  public State state() {
    return new State(
        alarm.finding(), matches.state(), lastMatch, lines.list(), told, tuning.overrides());
  }

  @Override
  public boolean isBlank() {
    return matches.all() == 0 && !alarm.isOpen();
  }
}
