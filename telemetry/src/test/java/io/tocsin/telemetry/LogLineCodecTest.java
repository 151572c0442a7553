package io.tocsin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogLineCodecTest {
  private static final Subject SUBJECT = new Subject("host1", "netra", "backend");

  @ParameterizedTest
  @MethodSource("seeds")
  void readsBackAnyTextUnchanged(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 200; i++) {
      LogLine line = line(text(random));

      assertThat(Wire.readTelemetry(Wire.write(line))).isEqualTo(line);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 5);
  }

  @Test
  void writesWhatDataBindingWrites() throws IOException {
    LogLine line = line("GET / \u0000 \"200\" 🔔");

    JsonNode bound =
        Wire.mapper().readTree(Wire.mapper().writerFor(Telemetry.class).writeValueAsBytes(line));

    assertThat(Wire.mapper().readTree(Wire.write(line))).isEqualTo(bound);
  }

  @Test
  void readsFieldsInAnyOrderAndSkipsThoseItDoesNotKnow() {
    String json =
        """
        {"schema":"tocsin.log.v1","line":"x","later":{"a":[1,{"line":"no"}]},"stream":"stderr",
         "overrides":{"error-spike.minimum":"20"},"more":[1,2],"at":"2026-11-21T10:00:00Z",
         "host":"host1","stack":"netra","service":"backend","container":"c","containerId":"0123"}
        """;

    assertThat(Wire.readTelemetry(json.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            new LogLine(
                Instant.parse("2026-11-21T10:00:00Z"),
                SUBJECT,
                "c",
                "0123",
                LogLine.Stream.STDERR,
                "x",
                false,
                Map.of("error-spike.minimum", "20")));
  }

  @Test
  void saysWhichFieldIsMissing() {
    byte[] json = "{\"schema\":\"tocsin.log.v1\",\"host\":\"h\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Wire.readTelemetry(json))
        .isInstanceOf(TelemetryFormatException.class)
        .hasMessageContaining("at");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void refusesDamagedRecordsWithAReasonAndNothingElse(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 500; i++) {
      byte[] json = Wire.write(line(text(random)));
      json[random.nextInt(json.length)] = (byte) random.nextInt(256);
      byte[] cut = java.util.Arrays.copyOf(json, random.nextInt(json.length) + 1);

      try {
        assertThat(Wire.readTelemetry(cut)).isInstanceOf(LogLine.class);
      } catch (TelemetryFormatException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static LogLine line(String text) {
    return new LogLine(
        Instant.parse("2026-11-21T10:00:00.123456789Z"),
        SUBJECT,
        "netra-backend-1",
        "0123456789ab",
        LogLine.Stream.STDOUT,
        text,
        false,
        null);
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(80);
    while (text.length() < length) {
      int c = random.nextInt(10) < 8 ? random.nextInt(0x80) : random.nextInt(0x11_0000);
      if (c < 0xD800 || c > 0xDFFF) {
        text.appendCodePoint(c);
      }
    }
    return text.toString();
  }
}
