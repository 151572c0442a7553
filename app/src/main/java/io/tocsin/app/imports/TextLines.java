package io.tocsin.app.imports;

import io.tocsin.app.imports.Containers.Identity;
import io.tocsin.telemetry.LogLine.Stream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of text with a time before or in them; one without goes on with the line before it. */
final class TextLines {
  static final String ENGINE = "docker logs -t";
  static final String COMPOSE = "docker compose logs -t";
  private static final String PLAIN = "text with times";

  /** {@code backend-1 | } before each line, coloured or not. */
  private static final Pattern LABEL =
      Pattern.compile(
          "(?:\u001b\\[[0-9;]*m)?([A-Za-z0-9][\\w.-]{0,120}) +\\|(?:\u001b\\[[0-9;]*m)? ?"
              + "(?:\u001b\\[[0-9;]*m)?");

  private final Source source;
  private final Containers containers;
  private final Writing writing;
  private final TimeText times;
  private @Nullable Before before;
  private boolean hasLabels;

  /** What the line before was. */
  private record Before(Identity writer, Instant at, String format) {}

  TextLines(Source source, Containers containers, Writing writing, ZoneId zone) {
    this.source = source;
    this.containers = containers;
    this.writing = writing;
    times = new TimeText(zone, source.modified());
  }

  /** A line, by who is said to have written it. */
  record Labelled(Identity writer, String text, boolean isLabelled) {}

  /** A word and a bar alone prove nothing: an engine's time must have followed it once. */
  Labelled label(String line) {
    Matcher label = LABEL.matcher(line);
    if (label.lookingAt()) {
      String text = line.substring(label.end());
      TimeText.Found time = hasLabels ? null : times.find(text);
      hasLabels |= time != null && time.isEngines();
      if (hasLabels) {
        return new Labelled(containers.named(label.group(1)), text, true);
      }
    }
    return new Labelled(containers.named(source.name()), line, false);
  }

  TimeText.@Nullable Found time(String text) {
    return times.find(text);
  }

  Outcome read(Labelled line, TimeText.@Nullable Found time) {
    if (time == null) {
      return goOn(line);
    }
    String format = !time.isEngines() ? PLAIN : line.isLabelled() ? COMPOSE : ENGINE;
    String text = time.isEngines() ? line.text().substring(time.end()) : line.text();
    before = new Before(line.writer(), time.at(), format);
    String note = time.isLocal() ? "times without a zone" : "";
    return kept(before, text, note);
  }

  private Outcome goOn(Labelled line) {
    Before last = before;
    if (last == null && line.text().startsWith("Attaching to ")) {
      return new Outcome.Empty("whose logs follow");
    }
    if (last == null) {
      return new Outcome.Refused("no time, and none before it");
    }
    boolean ofEngine = !last.format().equals(PLAIN);
    return kept(
        new Before(line.isLabelled() ? line.writer() : last.writer(), last.at(), last.format()),
        line.text(),
        ofEngine ? "no time: taken to go on with the line before" : "");
  }

  private Outcome kept(Before as, String text, String note) {
    Stream stream = source.isOfErrors() ? Stream.STDERR : Stream.STDOUT;
    return new Outcome.Kept(
        as.format(), List.of(writing.line(as.writer(), as.at(), stream, text)), note);
  }
}
