package io.tocsin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @MethodSource("seeds")
  void readBackWhatTheyWroteAsTheJdkDoes(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 1_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-2_208_988_800L, 4_102_444_800L), random.nextInt(1_000_000_000));

      String text = Timestamps.format(instant);

      assertThat(Instant.parse(text)).isEqualTo(instant);
      assertThat(Timestamps.parse(text)).isEqualTo(instant);
      assertThat(Timestamps.parse(instant.toString())).isEqualTo(instant);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 5);
  }

  @Test
  void alwaysWriteNineDigitsSoThatTextSortsAsTime() {
    assertThat(Timestamps.format(Instant.parse("2026-11-21T10:00:00Z")))
        .isEqualTo("2026-11-21T10:00:00.000000000Z");
  }

  @Test
  void readAnOffsetAsPodmanWritesIt() {
    assertThat(Timestamps.parse("2026-11-21T12:00:00.5+02:00"))
        .isEqualTo(Instant.parse("2026-11-21T10:00:00.5Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-21",
        "2026-13-21T10:00:00Z",
        "2026-02-30T10:00:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T10:60:00Z",
        "2026-11-21T10:00:00,5Z",
        "2026x11x21T10x00x00Z",
        "2026-11-21T10:00:00.1234567890Z",
        "not a time at all Z"
      })
  void refuseWhatIsNoInstant(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(TelemetryFormatException.class);
  }
}
