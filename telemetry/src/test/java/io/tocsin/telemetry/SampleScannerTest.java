package io.tocsin.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner reads what data binding reads, or nothing. */
class SampleScannerTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123456789Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsWhatIsWritten(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      ResourceSample sample = sample(random);

      assertThat(SampleScanner.scan(Wire.write(sample))).isEqualTo(sample);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void readsNothingElseThanDataBindingWould(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      byte[] json = Wire.write(sample(random));
      json[random.nextInt(json.length)] = (byte) (' ' + random.nextInt(95));

      ResourceSample scanned = SampleScanner.scan(json);

      if (scanned != null) {
        assertThat(scanned).as(new String(json, UTF_8)).isEqualTo(Wire.read(json, Telemetry.class));
      }
    }
  }

  @Test
  void leavesWhatHasOverridesToDataBinding() {
    ResourceSample plain = sample(new Random(7));
    ResourceSample tuned =
        new ResourceSample(
            plain.at(),
            plain.subject(),
            plain.container(),
            plain.source(),
            plain.memory(),
            plain.cpu(),
            plain.pids(),
            plain.network(),
            Map.of("memory-ratio.enabled", "false"));

    assertThat(SampleScanner.scan(Wire.write(tuned))).isNull();
    assertThat(Wire.readTelemetry(Wire.write(tuned))).isEqualTo(tuned);
  }

  private static ResourceSample sample(Random random) {
    int replica = random.nextInt(40);
    return new ResourceSample(
        AT.plusNanos(random.nextInt(3) == 0 ? 876_543_211L : random.nextInt()),
        new Subject("host1", random.nextBoolean() ? "" : "shop", "service-" + replica % 7),
        new ContainerRef("%064x".formatted(replica), "shop-service-" + replica, "shop/x:1"),
        random.nextBoolean() ? "cgroup" : "api",
        new ResourceSample.Memory(
            bytes(random), bytes(random), random.nextBoolean() ? bytes(random) : null),
        new ResourceSample.Cpu(random.nextLong(1L << 50), random.nextInt(9), 0, 5),
        random.nextBoolean()
            ? null
            : new ResourceSample.Pids(3, random.nextBoolean() ? null : Long.valueOf(9)),
        random.nextBoolean() ? null : new ResourceSample.Network(bytes(random), bytes(random)),
        null);
  }

  private static Bytes bytes(Random random) {
    return new Bytes(random.nextLong(1L << 40));
  }
}
