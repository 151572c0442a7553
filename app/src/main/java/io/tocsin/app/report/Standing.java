package io.tocsin.app.report;

import io.tocsin.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

/** How a stack stands by the report's success criteria, over all that it is given. */
public final class Standing {
  private final ReportBuilder records = new ReportBuilder(Witness.NONE);

  /**
   * A criterion and what was measured.
   *
   * @param name as the report calls it
   * @param value in words; {@code nothing to measure} where there was nothing
   */
  public record Row(String name, String what, String target, String value, boolean isMet) {}

  /** Takes a record of a telemetry topic in. */
  public void on(Telemetry record) {
    records.on(record);
  }

  /** The criteria; nothing may be added after it. */
  public List<Row> rows() {
    if (records.to.isBefore(records.from)) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    for (Report.Criterion each : records.build().criteria().all()) {
      // Without an incident all of the time is before one.
      Report.Measured measured = each.before() == null ? each.now() : each.before();
      rows.add(
          measured == null
              ? new Row(each.name(), each.what(), each.target(), "nothing to measure", true)
              : new Row(
                  each.name(), each.what(), each.target(), measured.value(), measured.isMet()));
    }
    return rows;
  }
}
