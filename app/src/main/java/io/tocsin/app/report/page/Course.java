package io.tocsin.app.report.page;

import io.tocsin.app.report.page.Block.Picture;
import io.tocsin.app.report.page.Block.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened when: errors and warnings in columns, below them a lane for each service.
 *
 * @param width what time one column stands for
 */
public record Course(
    Instant from, Instant to, Duration width, List<Column> columns, List<Lane> lanes) {
  private static final int WIDTH = 920;
  private static final int LEFT = 150;
  private static final int RIGHT = 16;
  private static final int CHART = 130;
  private static final int LANE = 30;
  private static final int TOP = 22;

  /** Entries that were logged in the time from a moment on. */
  public record Column(Instant at, long errors, long warnings) {}

  /** What happened to a service. */
  public record Lane(String name, List<Band> bands, List<Mark> marks) {}

  /** A time in which it was in trouble. */
  public record Band(Instant from, Instant to, Tone tone, String what) {}

  /** Something that happened at a moment. */
  public record Mark(Instant at, boolean isChange, String what) {}

  public Course {
    columns = List.copyOf(columns);
    lanes = List.copyOf(lanes);
  }

  /** The drawing. */
  public Picture picture(String caption, List<String> more) {
    int bottom = TOP + CHART + lanes.size() * LANE + 8;
    Svg svg = new Svg(WIDTH, bottom + 26, caption);
    TimeAxis axis = new TimeAxis(from, to, LEFT, WIDTH - LEFT - RIGHT);
    axis.draw(svg, TOP, bottom);
    columns(svg, axis);
    for (int i = 0; i < lanes.size(); i++) {
      lane(svg, axis, lanes.get(i), TOP + CHART + 8 + i * LANE);
    }
    List<String> words = new ArrayList<>();
    words.add("errors    " + Spark.of(columns.stream().map(Column::errors).toList()));
    words.add("warnings  " + Spark.of(columns.stream().map(Column::warnings).toList()));
    words.addAll(more);
    return new Picture(svg.toString(), caption, words);
  }

  private void columns(Svg svg, TimeAxis axis) {
    long most = columns.stream().mapToLong(c -> c.errors() + c.warnings()).max().orElse(0);
    svg.text("name", 0, TOP + 12, "start", "Errors and");
    svg.text("name", 0, TOP + 27, "start", "warnings");
    svg.text("value", LEFT - 8, TOP + 6, "end", Long.toString(most));
    svg.text("value", LEFT - 8, TOP + CHART, "end", "0");
    svg.line("grid", LEFT, TOP, WIDTH - RIGHT, TOP);
    svg.line("axis", LEFT, TOP + CHART, WIDTH - RIGHT, TOP + CHART);
    for (Column column : columns) {
      double x = axis.x(column.at());
      double w = Math.max(1, axis.x(column.at().plus(width)) - x - 0.8);
      double errors = most == 0 ? 0 : CHART * (double) column.errors() / most;
      double warnings = most == 0 ? 0 : CHART * (double) column.warnings() / most;
      String note =
          "%s: %d errors, %d warnings"
              .formatted(axis.label(column.at()), column.errors(), column.warnings());
      double floor = TOP + CHART;
      if (errors > 0) {
        svg.box("error", new double[] {x, floor - errors, w, errors}, note);
      }
      if (warnings > 0) {
        svg.box("warn", new double[] {x, floor - errors - warnings, w, warnings}, note);
      }
    }
  }

  private static void lane(Svg svg, TimeAxis axis, Lane lane, int top) {
    svg.text("name", 0, top + 19, "start", cut(lane.name()));
    svg.line("grid", LEFT, top + LANE, WIDTH - RIGHT, top + LANE);
    for (Band band : lane.bands()) {
      double x = axis.x(band.from());
      double w = Math.max(3, axis.x(band.to()) - x);
      switch (band.tone()) {
        case PLAIN -> svg.box("down", new double[] {x, top + LANE - 7.0, w, 4}, band.what());
        case CRITICAL ->
            svg.box("band-critical", new double[] {x, top + 5.0, w, LANE - 14.0}, band.what());
        case WARNING, GOOD ->
            svg.box("band-warning", new double[] {x, top + 5.0, w, LANE - 14.0}, band.what());
      }
    }
    for (Mark mark : lane.marks()) {
      double x = axis.x(mark.at());
      if (mark.isChange()) {
        svg.pointer(x, top + 16, mark.what());
      } else {
        svg.line("restart", x, top + 8, x, top + LANE - 8);
      }
    }
  }

  private static String cut(String name) {
    return name.length() <= 20 ? name : name.substring(0, 19) + "…";
  }
}
