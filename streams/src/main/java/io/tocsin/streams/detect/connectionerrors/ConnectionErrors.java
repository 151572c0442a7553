package io.tocsin.streams.detect.connectionerrors;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.logs.Level;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.streams.logs.Unreachable;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notes whom a service names when it says that somebody does not serve it. */
public final class ConnectionErrors implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "connection-errors",
              "A service logs that another does not answer it.",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.duration(
                      "quiet", Duration.ofMinutes(5), "How long it must not be named any more."),
                  Parameter.severity(
                      "severity", Severity.INFO, "Of the finding; info never opens an incident.")),
              new DetectorType.State<>(State.class, 1),
              ConnectionErrors::new)
          .explained(About.EXPLANATION);

  private static final int MOST_HOSTS = 8;

  /** A flood says no more than its first lines. */
  private static final int MOST_READ_A_SECOND = 10;

  private static final int LONGEST_TEXT = 240;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Map<String, Named> named = new LinkedHashMap<>();
  private Instant wake = Instant.MAX;
  private long second = Long.MIN_VALUE;
  private int read;

  /** A host that was named, how often, and when last. */
  record Named(Finding finding, int count, Instant last) {}

  /** What is kept. */
  public record State(
      Map<String, Named> named, long second, int read, @Nullable Map<String, String> overrides) {}

  private record Limits(Duration quiet, Severity severity, List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.duration("quiet"), settings.severity("severity"), settings.problems());
    }
  }

  ConnectionErrors(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    if (kept != null) {
      named.putAll(kept.named());
      second = kept.second();
      read = kept.read();
      tuning.of(kept.overrides());
      arm();
    }
  }

  @Override
  public void on(ReadLine line, Consumer<Finding> out) {
    boolean speaksOfTrouble = line.beginsError() || line.level() == Level.WARN;
    if (!speaksOfTrouble || isFlooded(line.at().getEpochSecond())) {
      return;
    }
    for (String host : Unreachable.hosts(line.text())) {
      name(host, line, out);
    }
  }

  private boolean isFlooded(long now) {
    read = now == second ? read + 1 : 1;
    second = now;
    return read > MOST_READ_A_SECOND;
  }

  private void name(String host, ReadLine line, Consumer<Finding> out) {
    Named before = named.get(host);
    if (before == null && named.size() >= MOST_HOSTS) {
      return;
    }
    int count = before == null ? 1 : before.count() + 1;
    Alarm alarm = new Alarm(watch, host, before == null ? null : before.finding());
    if (before == null || isPowerOfTen(count)) {
      alarm.fire(line.at(), verdict(host, count, line), out);
    }
    alarm.findings().forEach(now -> named.put(host, new Named(now, count, line.at())));
    arm();
  }

  /** For the one that was not named for longest; the time is asked for with each line. */
  private void arm() {
    wake = named.values().stream().map(this::over).min(Instant::compareTo).orElse(Instant.MAX);
  }

  private static boolean isPowerOfTen(int count) {
    double magnitude = Math.log10(count);
    return magnitude == Math.rint(magnitude);
  }

  private Verdict verdict(String host, int count, ReadLine line) {
    Limits limits = tuning.of(line.line().overrides());
    return new Verdict(
        limits.severity(),
        line.at(),
        line.line().container(),
        new Verdict.Measure(count, 1, "lines", limits.quiet()),
        "%s is not served by %s: %s"
            .formatted(watch.subject().service(), host, cut(line.message())),
        Evidence.of("host", host)
            .with("logs", List.of(line.text()))
            .with("ignoredLabels", limits.problems())
            .build());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    for (Map.Entry<String, Named> entry : List.copyOf(named.entrySet())) {
      if (!watermark.isBefore(over(entry.getValue()))) {
        new Alarm(watch, entry.getKey(), entry.getValue().finding())
            .resolve(watermark, "it is not named any more", out);
        named.remove(entry.getKey());
      }
    }
    arm();
  }

  private Instant over(Named each) {
    return each.last().plus(tuning.current().quiet());
  }

  @Override
  public Instant wakeAt() {
    return wake;
  }

  @Override
  public List<Finding> open() {
    return named.values().stream().map(Named::finding).toList();
  }

  @Override
  public State state() {
    return new State(new LinkedHashMap<>(named), second, read, tuning.overrides());
  }

  @Override
  public boolean isBlank() {
    return named.isEmpty();
  }
}
