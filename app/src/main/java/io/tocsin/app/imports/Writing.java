package io.tocsin.app.imports;

import io.tocsin.app.imports.Containers.Identity;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.LogLine.Stream;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.redact.Redactor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes records of lines, redacted as the collector does it. */
final class Writing {
  /** As the collector cuts them. */
  private static final int LONGEST = 64 * 1024;

  private final Redactor redactor;

  Writing(Redactor redactor) {
    this.redactor = redactor;
  }

  /** A line that one wrote at a moment. */
  LogLine line(Identity writer, Instant at, Stream stream, String text) {
    String bare = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    boolean isLong = bare.length() > LONGEST;
    return new LogLine(
        at,
        writer.subject(),
        writer.container().name(),
        writer.shortId(),
        stream,
        redactor.redact(isLong ? bare.substring(0, LONGEST) : bare),
        isLong,
        null);
  }

  /** A text of several lines, a record each, all of the same moment. */
  List<Telemetry> lines(Identity writer, Instant at, Stream stream, String text) {
    List<Telemetry> lines = new ArrayList<>();
    text.stripTrailing().lines().forEach(line -> lines.add(line(writer, at, stream, line)));
    return lines;
  }
}
