package io.tocsin.bench.throughput;

import io.tocsin.bench.Figures;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How fast, and what it cost. The CPU of the whole process, broker included, says what a quiet
 * machine would do where others share this one.
 *
 * @param perSecond records a second
 * @param cpuMicros microseconds of CPU a record
 */
record Rate(double perSecond, double cpuMicros) {
  static Map<String, Object> figures(List<Rate> rates) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put(
        "perSecond", Math.rint(Figures.median(rates.stream().map(Rate::perSecond).toList())));
    figures.put(
        "cpuMicrosEach",
        Figures.round(Figures.median(rates.stream().map(Rate::cpuMicros).toList())));
    figures.put("rounds", rates.stream().map(rate -> Math.rint(rate.perSecond)).toList());
    return figures;
  }

  /** The median of the rounds' ratios: what disturbs a round disturbs both of its sides. */
  static double ratio(List<Rate> rates, List<Rate> against) {
    return Figures.round(
        Figures.median(
            IntStream.range(0, rates.size())
                .mapToObj(i -> rates.get(i).perSecond / against.get(i).perSecond)
                .toList()));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,.0f/s (%.2f µs CPU each)", perSecond, cpuMicros);
  }

  /** Watches from its making. */
  static final class Watch {
    private final long began = System.nanoTime();
    private final long cpuBefore = cpu();

    Rate over(long records) {
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Rate(records / seconds, (cpu() - cpuBefore) / 1e3 / records);
    }

    private static long cpu() {
      return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
          .getProcessCpuTime();
    }
  }
}
