package io.tocsin.app.report.page;

import io.tocsin.app.report.page.Block.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a container used over time.
 *
 * @param limit what it may use; null for no limit
 * @param forecast where it leads; null where nobody foretold it
 */
public record Curve(
    String name, Unit unit, List<Point> points, @Nullable Double limit, @Nullable Line forecast) {
  private static final int WIDTH = 920;
  private static final int HEIGHT = 170;
  private static final int LEFT = 78;
  private static final int RIGHT = 90;
  private static final int TOP = 16;
  private static final int BOTTOM = 138;

  /** In what it is written: {@code MiB}, 1,048,576 of the values' own. */
  public record Unit(String name, double scale) {
    String of(double value) {
      double scaled = value / scale;
      return String.format(Locale.ROOT, scaled >= 100 ? "%.0f %s" : "%.2f %s", scaled, name);
    }
  }

  /** A value at a moment. */
  public record Point(Instant at, double value) {}

  /** From a point to another. */
  public record Line(Point from, Point to) {}

  public Curve {
    points = List.copyOf(points);
  }

  public Picture picture(String caption) {
    Svg svg = new Svg(WIDTH, HEIGHT, caption);
    Instant from = points.get(0).at();
    Instant last = points.get(points.size() - 1).at();
    Instant to = forecast == null || forecast.to().at().isBefore(last) ? last : forecast.to().at();
    TimeAxis axis = new TimeAxis(from, to, LEFT, WIDTH - LEFT - RIGHT);
    double most = Math.max(highest(), limit == null ? 0 : limit) * 1.04;
    axis.draw(svg, TOP, BOTTOM);
    svg.text("value", LEFT - 8, BOTTOM, "end", "0");
    svg.text("value", LEFT - 8, y(highest(), most) + 4, "end", unit.of(highest()));
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L').append(at(axis, point, most));
    }
    svg.path(
        "area", path + "L" + Svg.n(axis.x(last)) + " " + BOTTOM + "L" + LEFT + " " + BOTTOM + "z");
    svg.path("curve", path);
    if (limit != null) {
      double y = y(limit, most);
      svg.line("limit", LEFT, y, WIDTH - RIGHT, y);
      svg.text("value", WIDTH - RIGHT + 6, y + 4, "start", "limit " + unit.of(limit));
    }
    if (forecast != null) {
      svg.path(
          "forecast", "M" + at(axis, forecast.from(), most) + "L" + at(axis, forecast.to(), most));
    }
    return new Picture(svg.toString(), caption, inWords());
  }

  private double highest() {
    return points.stream().mapToDouble(Point::value).max().orElse(0);
  }

  private static double y(double value, double most) {
    return most <= 0 ? BOTTOM : BOTTOM - (BOTTOM - TOP) * Math.min(1, value / most);
  }

  private static String at(TimeAxis axis, Point point, double most) {
    return Svg.n(axis.x(point.at())) + " " + Svg.n(y(point.value(), most));
  }

  private List<String> inWords() {
    Point last = points.get(points.size() - 1);
    String bound = limit == null ? "no limit" : "limit " + unit.of(limit);
    return List.of(
        Spark.of(points.stream().map(p -> Math.round(p.value() * 1000 / unit.scale())).toList()),
        "highest %s, last %s, %s".formatted(unit.of(highest()), unit.of(last.value()), bound));
  }
}
