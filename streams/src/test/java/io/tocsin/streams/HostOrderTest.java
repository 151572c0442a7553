package io.tocsin.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.Heartbeat;
import io.tocsin.telemetry.Telemetry;
import io.tocsin.telemetry.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostOrderTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final HostOrder order = new HostOrder();
  private final List<Telemetry> out = new ArrayList<>();

  @Test
  void givesOutByTimeWhatPartitionsToldOneAheadOfTheOther() {
    hold(0, 1);
    hold(0, 5);
    hold(0, 9);
    hold(1, 2);
    hold(1, 6);

    order.release("host1", at(6), out::add);

    assertThat(out).extracting(Telemetry::at).containsExactly(at(1), at(2), at(5), at(6));
  }

  @Test
  void whatWaitsIsKeptOverACrashAndWhatIsGivenOutIsNot() {
    Map<String, byte[]> kept = new LinkedHashMap<>();
    hold(0, 1);
    hold(1, 5);
    order.write(kept::put, kept::remove);
    order.release("host1", at(1), out::add);
    order.write(kept::put, kept::remove);

    HostOrder again = new HostOrder();
    kept.forEach(again::restore);
    again.release("host1", Instant.MAX, out::add);

    assertThat(kept.keySet()).hasSize(1).allMatch(HostOrder::isKeptAs);
    assertThat(out).extracting(Telemetry::at).containsExactly(at(1), at(5));
  }

  @Test
  void whatWaitsForAMomentOnlyIsNotWritten() {
    Map<String, byte[]> kept = new LinkedHashMap<>();
    hold(0, 1);
    order.release("host1", at(1), out::add);

    order.write(kept::put, key -> kept.put(key, new byte[0]));

    assertThat(kept).isEmpty();
  }

  private void hold(int partition, int second) {
    Telemetry record = new Heartbeat(at(second), "host1");
    order.hold(record, partition, Wire.write(record));
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
