package io.tocsin.bench.footprint;

import io.tocsin.bench.engine.Usage;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Per cent of one core that named processes use over a time. */
final class Cpu {
  private final Map<String, Long> pids = new LinkedHashMap<>();
  private final Map<String, Double> before = new HashMap<>();
  private final long began = System.nanoTime();

  Cpu(Map<String, Long> pids) throws IOException {
    this.pids.putAll(pids);
    for (Map.Entry<String, Long> process : pids.entrySet()) {
      before.put(process.getKey(), Usage.cpuSeconds(process.getValue()));
    }
  }

  /** Since this was made. */
  Map<String, Double> percent() throws IOException {
    double seconds = (System.nanoTime() - began) / 1e9;
    Map<String, Double> percent = new LinkedHashMap<>();
    for (Map.Entry<String, Long> process : pids.entrySet()) {
      double used =
          Usage.cpuSeconds(process.getValue()) - before.getOrDefault(process.getKey(), 0.0);
      percent.put(process.getKey(), 100 * used / seconds);
    }
    return percent;
  }
}
