package io.tocsin.app.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the time in a line, in the ways that logs write it. */
final class TimeText {
  private static final int FAR_ENOUGH = 160;
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  /** As {@code docker logs -t} writes it, always with nine digits; and Podman, with an offset. */
  private static final Pattern ENGINE =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}(?:Z|[+-]\\d\\d:\\d\\d)) ?");

  private static final Pattern ISO =
      Pattern.compile(
          "[\\[(<\"]?(\\d{4})[-/](\\d\\d)[-/](\\d\\d)[T ](\\d\\d):(\\d\\d):(\\d\\d)"
              + "(?:[.,](\\d{1,9}))?\\s?(Z|UTC|[+-]\\d\\d:?\\d\\d)?");
  private static final Pattern CLF_TIME =
      Pattern.compile("\\[(\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4})\\]");
  private static final Pattern SYSLOG =
      Pattern.compile("(?:<\\d{1,3}>)?([A-Z][a-z]{2}) ([ \\d]\\d) (\\d\\d):(\\d\\d):(\\d\\d)");
  private static final Pattern KLOG =
      Pattern.compile("[DIWEF](\\d\\d)(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{6})");
  private static final Pattern APACHE =
      Pattern.compile(
          "\\[[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))?"
              + " (\\d{4})\\]");
  private static final Pattern EPOCH =
      Pattern.compile("(1\\d{9})(\\d{3})?(?:\\.(\\d{1,9}))?(?=\\s|$)");

  private final ZoneId zone;
  private final Instant latest;

  /**
   * @param zone of times without one
   * @param latest when the file was last written: what has no year happened in the year before it
   */
  TimeText(ZoneId zone, Instant latest) {
    this.zone = zone;
    this.latest = latest;
  }

  /**
   * A time that was found.
   *
   * @param end where the text behind it begins
   * @param isEngines whether it was put before the line, and is no part of it
   * @param isLocal whether the line does not tell its zone
   */
  record Found(Instant at, int end, boolean isEngines, boolean isLocal) {}

  @Nullable Found find(String line) {
    String head = line.length() > FAR_ENOUGH ? line.substring(0, FAR_ENOUGH) : line;
    try {
      Matcher engine = ENGINE.matcher(head);
      if (engine.lookingAt()) {
        Instant at = OffsetDateTime.parse(engine.group(1)).toInstant();
        return new Found(at, engine.end(), true, false);
      }
      return written(head);
    } catch (DateTimeException e) {
      return null; // the 31st of June: no time, though it looks like one
    }
  }

  private @Nullable Found written(String head) {
    Matcher iso = ISO.matcher(head);
    if (iso.lookingAt()) {
      return iso(iso);
    }
    Matcher clf = CLF_TIME.matcher(head);
    if (clf.find()) {
      Instant at = OffsetDateTime.parse(clf.group(1), CLF).toInstant();
      return new Found(at, clf.end(), false, false);
    }
    Matcher epoch = EPOCH.matcher(head);
    if (epoch.lookingAt()) {
      long millis = epoch.group(2) == null ? 0 : Long.parseLong(epoch.group(2));
      long nanos = millis * 1_000_000 + (epoch.group(2) == null ? nanos(epoch.group(3)) : 0);
      long second = Long.parseLong(epoch.group(1));
      return new Found(Instant.ofEpochSecond(second, nanos), epoch.end(), false, false);
    }
    return dated(head);
  }

  private Found iso(Matcher iso) {
    LocalDateTime local = local(number(iso, 1), number(iso, 2), number(iso, 3), time(iso, 4));
    Instant at = null;
    String offset = iso.group(8);
    if (offset != null) {
      boolean isUtc = offset.equals("Z") || offset.equals("UTC");
      at = local.toInstant(isUtc ? ZoneOffset.UTC : ZoneOffset.of(offset));
    }
    return at == null
        ? new Found(local.atZone(zone).toInstant(), iso.end(), false, true)
        : new Found(at, iso.end(), false, false);
  }

  private @Nullable Found dated(String head) {
    Matcher syslog = SYSLOG.matcher(head);
    if (syslog.lookingAt()) {
      int day = Integer.parseInt(syslog.group(2).strip());
      return yearless(month(syslog.group(1)), day, time(syslog, 3), syslog.end());
    }
    Matcher klog = KLOG.matcher(head);
    if (klog.lookingAt()) {
      return yearless(number(klog, 1), number(klog, 2), time(klog, 3), klog.end());
    }
    Matcher apache = APACHE.matcher(head);
    if (apache.lookingAt()) {
      int year = number(apache, 7);
      LocalDateTime local = local(year, month(apache.group(1)), number(apache, 2), time(apache, 3));
      return new Found(local.atZone(zone).toInstant(), apache.end(), false, true);
    }
    return null;
  }

  /** Hour, minute, second and nanosecond, from this group on. */
  private static int[] time(Matcher matcher, int from) {
    String fraction = matcher.groupCount() >= from + 3 ? matcher.group(from + 3) : null;
    return new int[] {
      number(matcher, from), number(matcher, from + 1), number(matcher, from + 2), nanos(fraction)
    };
  }

  private static LocalDateTime local(int year, int month, int day, int[] time) {
    return LocalDateTime.of(year, Month.of(month), day, time[0], time[1], time[2], time[3]);
  }

  private Found yearless(int month, int day, int[] time, int end) {
    int year = latest.atZone(zone).getYear();
    Instant at = local(year, month, day, time).atZone(zone).toInstant();
    if (at.isAfter(latest.plusSeconds(86_400))) {
      at = local(year - 1, month, day, time).atZone(zone).toInstant();
    }
    return new Found(at, end, false, true);
  }

  private static int month(String name) {
    int at = MONTHS.indexOf(name.toLowerCase(Locale.ROOT));
    return at < 0 || at % 3 != 0 ? 13 : at / 3 + 1;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }
}
