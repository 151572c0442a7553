package io.tocsin.bench.throughput;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/** Where the CPU goes: seconds by kind of thread. Compilers and collectors are in none. */
final class CpuByThread {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<String, Double> before = seconds();

  /** Microseconds a record since this was made, for kinds that took a hundredth of one or more. */
  Map<String, Double> microsEach(long records) {
    Map<String, Double> micros = new TreeMap<>();
    seconds()
        .forEach(
            (kind, now) -> {
              double each = (now - before.getOrDefault(kind, 0.0)) * 1e6 / records;
              if (each >= 0.01) {
                micros.put(kind, Math.rint(each * 100) / 100);
              }
            });
    return micros;
  }

  private Map<String, Double> seconds() {
    Map<String, Double> seconds = new TreeMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        double used = threads.getThreadCpuTime(thread.getThreadId()) / 1e9;
        seconds.merge(kind(thread.getThreadName()), Math.max(0, used), Double::sum);
      }
    }
    return seconds;
  }

  private static String kind(String thread) {
    if (thread.contains("StreamThread")) {
      return thread.startsWith("kafka-producer") ? "streams' producers" : "stream threads";
    }
    return thread.startsWith("data-plane") ? "broker" : thread.equals("main") ? "main" : "others";
  }
}
