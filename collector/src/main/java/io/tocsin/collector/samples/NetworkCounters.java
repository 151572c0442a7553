package io.tocsin.collector.samples;

import io.tocsin.telemetry.Bytes;
import io.tocsin.telemetry.ResourceSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.StringTokenizer;
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
      StringTokenizer columns = new StringTokenizer(line.substring(colon + 1));
      if (!line.substring(0, colon).strip().equals("lo") && columns.countTokens() > SENT_COLUMN) {
        received += Math.max(0, KernelFile.number(columns.nextToken()));
        for (int column = 1; column < SENT_COLUMN; column++) {
          columns.nextToken();
        }
        sent += Math.max(0, KernelFile.number(columns.nextToken()));
      }
    }
    return any ? new ResourceSample.Network(new Bytes(received), new Bytes(sent)) : null;
  }
}
