package io.tocsin.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Medians and percentiles, and numbers that people can read. */
public final class Figures {
  private Figures() {}

  public static double median(Collection<Double> values) {
    return percentile(values, 50);
  }

  /** The smallest value that so many per cent of the values do not exceed (nearest rank). */
  public static double percentile(Collection<Double> values, double percent) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length - 1, rank - 1))];
  }

  /** Median, 95th percentile, maximum and count. */
  public static Map<String, Object> spread(Collection<Double> values) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("n", values.size());
    figures.put("median", round(median(values)));
    figures.put("p95", round(percentile(values, 95)));
    figures.put("max", round(percentile(values, 100)));
    return figures;
  }

  /** Three significant digits, or whole numbers from a hundred on. */
  public static double round(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return 0;
    }
    if (Math.abs(value) >= 100) {
      return Math.rint(value);
    }
    double scale = Math.pow(10, 2 - Math.floor(Math.log10(Math.abs(value))));
    return Math.rint(value * scale) / scale;
  }

  /** What the figures were measured on. */
  public static Map<String, Object> machine() {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("java", System.getProperty("java.runtime.version"));
    machine.put("vm", Arrays.asList(options()));
    machine.put("os", System.getProperty("os.name") + ' ' + System.getProperty("os.version"));
    return machine;
  }

  private static String[] options() {
    return java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X"))
        .toArray(String[]::new);
  }
}
