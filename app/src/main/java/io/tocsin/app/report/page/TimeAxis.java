package io.tocsin.app.report.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times on a line from left to right. */
final class TimeAxis {
  private static final int MOST_TICKS = 9;
  private static final long[] STEPS = {
    1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
    604_800, 2_592_000
  };

  private final Instant from;
  private final Instant to;
  private final double left;
  private final double width;

  TimeAxis(Instant from, Instant to, double left, double width) {
    this.from = from;
    this.to = to.isAfter(from) ? to : from.plusSeconds(1);
    this.left = left;
    this.width = width;
  }

  double x(Instant at) {
    double share = Duration.between(from, at).toMillis() / (double) span().toMillis();
    return left + width * Math.max(0, Math.min(1, share));
  }

  private Duration span() {
    return Duration.between(from, to);
  }

  List<Instant> ticks() {
    long step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0 && span().toSeconds() / STEPS[i] < MOST_TICKS; i--) {
      step = STEPS[i];
    }
    List<Instant> ticks = new ArrayList<>();
    long next = -Math.floorDiv(-from.getEpochSecond(), step) * step;
    while (next <= to.getEpochSecond()) {
      ticks.add(Instant.ofEpochSecond(next));
      next += step;
    }
    return ticks;
  }

  String label(Instant tick) {
    boolean isDays = span().toHours() > 48;
    boolean isSeconds = span().toSeconds() < 120;
    String pattern = isDays ? "d MMM HH:mm" : isSeconds ? "HH:mm:ss" : "HH:mm";
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .withZone(ZoneOffset.UTC)
        .format(tick);
  }

  /** The ticks with their labels below a height, and a line up from each. */
  void draw(Svg svg, double top, double bottom) {
    for (Instant tick : ticks()) {
      svg.line("grid", x(tick), top, x(tick), bottom);
      svg.text("tick", x(tick), bottom + 16, "middle", label(tick));
    }
    svg.line("axis", left, bottom, left + width, bottom);
  }
}
