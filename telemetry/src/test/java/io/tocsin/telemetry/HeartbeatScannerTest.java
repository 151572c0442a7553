package io.tocsin.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner reads what data binding reads, or nothing. */
class HeartbeatScannerTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsWhatIsWrittenAndNothingElseThanDataBindingWould(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Heartbeat heartbeat = new Heartbeat(AT.plusMillis(random.nextInt()), "host-" + i);
      byte[] json = Wire.write(heartbeat);
      assertThat(HeartbeatScanner.scan(json)).isEqualTo(heartbeat);
      json[random.nextInt(json.length)] = (byte) (' ' + random.nextInt(95));

      Heartbeat scanned = HeartbeatScanner.scan(json);

      if (scanned != null) {
        assertThat(scanned).as(new String(json, UTF_8)).isEqualTo(Wire.read(json, Telemetry.class));
      }
    }
  }
}
