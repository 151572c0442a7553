package io.tocsin.collector.samples;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ResourceSample;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Sums {@code /proc/PID/net/dev} over all interfaces but the loopback. */
final class NetworkCounters {
  private static final int SENT_COLUMN = 8;

  private NetworkCounters() {}

  static ResourceSample.@Nullable Network read(Path proc, long processId) {
    try {
      return sum(KernelFile.read(proc.resolve(processId + "/net/dev")));
    } catch (IOException e) {
      return null;
    }
  }

  static ResourceSample.@Nullable Network sum(String table) {
    long received = 0;
    long sent = 0;
    boolean any = false;
    for (String line : table.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      any = true;
      String[] columns = line.substring(colon + 1).strip().split("\\s+", -1);
      if (!line.substring(0, colon).strip().equals("lo") && columns.length > SENT_COLUMN) {
        received += Math.max(0, KernelFile.number(columns[0]));
        sent += Math.max(0, KernelFile.number(columns[SENT_COLUMN]));
      }
    }
    return any ? new ResourceSample.Network(new Bytes(received), new Bytes(sent)) : null;
  }
}
