package io.tocsin.streams.detect.newerror;

import io.tocsin.streams.detect.Alarm;
import io.tocsin.streams.detect.Detector;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.DetectorType.Input;
import io.tocsin.streams.detect.DetectorType.Source;
import io.tocsin.streams.detect.DetectorType.Watch;
import io.tocsin.streams.detect.Evidence;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Recent;
import io.tocsin.streams.detect.Settings;
import io.tocsin.streams.detect.Tuning;
import io.tocsin.streams.detect.Verdict;
import io.tocsin.streams.logs.ReadLine;
import io.tocsin.streams.templates.Template;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows the templates of a service's errors, all containers together, and tells of one that it has
 * not met before. What it meets in its first minutes it only learns. After a deployment an error
 * told in other words is not a new one.
 *
 * <p>An error with a stack trace has two templates, its head's and its exception's, and is new if
 * either is; it is told of once.
 */
public final class NewError implements Detector<ReadLine> {
  public static final DetectorType<ReadLine, State> TYPE =
      new DetectorType<>(
              "new-error",
              "A service logs an error of a kind that it has never logged before.",
              Input.of(ReadLine.class, Source.LOGS),
              List.of(
                  Parameter.duration(
                      "learning",
                      Duration.ofMinutes(15),
                      "From the service's first line on, how long errors are only learned."),
                  Parameter.duration("fresh", Duration.ofMinutes(5), "How long an error is new."),
                  Parameter.severity(
                      "severity", Severity.INFO, "Of the finding; info never opens an incident.")),
              new DetectorType.State<>(State.class, 1),
              NewError::new)
          .explained(About.EXPLANATION);

  private static final int MOST_KNOWN = 500;
  private static final int LONGEST_TEXT = 200;

  /** Within it a trace comes after its head. */
  private static final Duration SAME_ERROR = Duration.ofSeconds(1);

  /** More new errors at a time are one trouble, which others tell of. */
  private static final int MOST_OPEN = 8;

  private final Watch watch;
  private final Tuning<Limits> tuning;
  private final Recent<String, Known> known;
  private final Map<String, Fresh> fresh = new LinkedHashMap<>();
  private @Nullable Instant since;
  private String image = "";
  private @Nullable Instant earliest;

  /** A template that was met, and under which image first. */
  record Known(String text, String image) {}

  /** A new error that is told of, and how often it came. */
  record Fresh(Finding finding, int count) {}

  /** What is kept. */
  public record State(
      @Nullable Instant since,
      String image,
      Map<String, Known> known,
      Map<String, Fresh> fresh,
      @Nullable Map<String, String> overrides) {}

  private record Limits(
      Duration learning, Duration fresh, Severity severity, List<String> problems) {
    static Limits of(Settings settings) {
      return new Limits(
          settings.duration("learning"),
          settings.duration("fresh"),
          settings.severity("severity"),
          settings.problems());
    }
  }

  NewError(Watch watch, @Nullable State kept) {
    this.watch = watch;
    tuning = new Tuning<>(watch.rule(), Limits::of);
    known = new Recent<>(MOST_KNOWN, kept == null ? null : kept.known());
    if (kept != null) {
      since = kept.since();
      image = kept.image();
      fresh.putAll(kept.fresh());
      findEarliest();
      tuning.of(kept.overrides());
    }
  }

  @Override
  public void facts(ContainerFacts facts, Consumer<Finding> out) {
    if (facts.state().equals("running")) {
      image = facts.container().image() + '@' + facts.imageId();
    }
  }

  @Override
  public void on(ReadLine read, Consumer<Finding> out) {
    Instant began = since;
    if (began == null) {
      began = read.at();
      since = began;
    }
    if (!read.beginsError() && !read.namesException()) {
      return;
    }
    Template template = read.template();
    Fresh already = fresh.get(template.id());
    if (already != null) {
      again(template, already, read, out);
    } else if (isNew(template) && !read.at().isBefore(began.plus(limits(read).learning()))) {
      if (read.beginsError() || !hasJustTold(read.at())) {
        tell(template, 1, read, out);
      }
    }
  }

  /** Whether the head of the error that goes on here was new itself. */
  private boolean hasJustTold(Instant at) {
    return fresh.values().stream()
        .anyMatch(each -> !each.finding().detectedAt().isBefore(at.minus(SAME_ERROR)));
  }

  private Limits limits(ReadLine read) {
    return tuning.of(read.line().overrides());
  }

  /** Whether it is, and from now on is not any more. */
  private boolean isNew(Template template) {
    Known met = known.get(template.id());
    if (met != null) {
      known.renew(template.id(), met);
      return false;
    }
    String text = cut(template.text());
    boolean reworded =
        known.values().stream()
            .anyMatch(
                other -> !other.image().equals(image) && Wording.areAlike(other.text(), text));
    known.put(template.id(), new Known(text, image));
    return !reworded && fresh.size() < MOST_OPEN;
  }

  /** Told anew with each power of ten. */
  private void again(Template template, Fresh already, ReadLine read, Consumer<Finding> out) {
    int count = already.count() + 1;
    double magnitude = Math.log10(count);
    if (magnitude == Math.rint(magnitude)) {
      tell(template, count, read, out);
    } else {
      fresh.put(template.id(), new Fresh(already.finding(), count));
    }
  }

  private void tell(Template template, int count, ReadLine read, Consumer<Finding> out) {
    Fresh already = fresh.get(template.id());
    Alarm alarm = new Alarm(watch, template.id(), already == null ? null : already.finding());
    alarm.fire(read.at(), verdict(template, count, read), out);
    alarm.findings().forEach(now -> fresh.put(template.id(), new Fresh(now, count)));
    findEarliest();
  }

  private Verdict verdict(Template template, int count, ReadLine read) {
    Limits limits = limits(read);
    return new Verdict(
        limits.severity(),
        read.at(),
        read.line().container(),
        new Verdict.Measure(count, 1, "errors", limits.fresh()),
        "an error never seen before: " + cut(read.message()),
        new Evidence()
            .with("template", template.text())
            .with("templateId", template.id())
            .with("logs", List.of(read.text()))
            .with("ignoredLabels", limits.problems())
            .build());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }

  @Override
  public void tick(Instant watermark, Consumer<Finding> out) {
    for (Map.Entry<String, Fresh> entry : List.copyOf(fresh.entrySet())) {
      Finding finding = entry.getValue().finding();
      if (!watermark.isBefore(finding.detectedAt().plus(tuning.current().fresh()))) {
        new Alarm(watch, entry.getKey(), finding).resolve(watermark, "it is known now", out);
        fresh.remove(entry.getKey());
      }
    }
    findEarliest();
  }

  /** Of those that are told of; kept, as it is asked for with each line. */
  private void findEarliest() {
    earliest =
        fresh.values().stream()
            .map(each -> each.finding().detectedAt())
            .min(Instant::compareTo)
            .orElse(null);
  }

  @Override
  public Instant wakeAt() {
    return earliest == null ? Instant.MAX : earliest.plus(tuning.current().fresh());
  }

  @Override
  public List<Finding> open() {
    return fresh.values().stream().map(Fresh::finding).toList();
  }

  @Override
  public State state() {
    return new State(
        since, image, new LinkedHashMap<>(known), new LinkedHashMap<>(fresh), tuning.overrides());
  }
}
