package io.tocsin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner is only a quicker way to what the parser reads: whatever it reads is the same. */
class LogLineScannerTest {
  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 0; seed < 50; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "{\"level\":\"info\",\"path\":\"C:\\\\x\"}",
        "tab\t, colour \u001b[31mred\u001b[0m, bell \u0007",
        "ünïcode 世界"
      })
  void readsWhatIsWrittenByItself(String text) {
    LogLine line = line(text, false, null);

    assertThat(LogLineScanner.scan(Wire.write(line))).isEqualTo(line);
  }

  @Test
  void leavesToTheParserWhatIsRare() {
    assertThat(LogLineScanner.scan(Wire.write(line("cut", true, null)))).isNull();
    assertThat(LogLineScanner.scan(Wire.write(line("x", false, Map.of("a", "b"))))).isNull();
    assertThat(LogLineScanner.scan(Wire.write(line("🔔", false, null)))).isNull();
    assertThat(LogLineScanner.scan(Wire.write(line("nul \u0000", false, null)))).isNull();
    assertThat(
            LogLineScanner.scan("{\"schema\":\"tocsin.log.v1\"}".getBytes(StandardCharsets.UTF_8)))
        .isNull();
  }

  @Test
  void sharesTheNamesOfLines() {
    LogLine first = LogLineScanner.scan(Wire.write(line("a", false, null)));
    LogLine second = LogLineScanner.scan(Wire.write(line("b", false, null)));

    assertThat(first).isNotNull();
    assertThat(second).isNotNull();
    assertThat(second.container()).isSameAs(first.container());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsNoDamagedRecordOtherwiseThanTheParser(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] json = Wire.write(line(text(random), random.nextInt(20) == 0, null));
      for (int damage = random.nextInt(4); damage > 0; damage--) {
        json[random.nextInt(json.length)] = damage(random);
      }
      LogLine scanned = LogLineScanner.scan(json);
      if (scanned != null) {
        assertThat(scanned).isEqualTo(LogLineCodec.parse(json));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsTheTimesOfAllYears(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      long second = (long) (random.nextDouble() * 253_402_300_799L);
      Instant at = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
      byte[] text = Timestamps.format(at).getBytes(StandardCharsets.US_ASCII);

      assertThat(Timestamps.scan(text, 0)).isEqualTo(at);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T10:00:00.000000000Z",
        "2026-04-31T10:00:00.000000000Z",
        "2026-13-01T10:00:00.000000000Z",
        "2026-00-01T10:00:00.000000000Z",
        "2026-01-00T10:00:00.000000000Z",
        "2026-01-01T24:00:00.000000000Z",
        "2026-01-01T10:60:00.000000000Z",
        "2026-01-01T10:00:60.000000000Z",
        "2026-01-01T10:00:00.00000000xZ",
        "2026-01-01T10:00:00.0000000000",
        "2026-01-01T10:00:00Z"
      })
  void leavesToTheParserWhatIsNoSuchTime(String text) {
    assertThat(Timestamps.scan(text.getBytes(StandardCharsets.US_ASCII), 0)).isNull();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      int kind = random.nextInt(12);
      int bound = kind == 0 ? 0xd800 : kind == 1 ? 0x20 : 0x7f;
      text.append((char) random.nextInt(bound));
      if (kind == 2) {
        text.append("\"\\/\n\t");
      }
    }
    return text.toString();
  }

  private static byte damage(Random random) {
    byte[] likely = {'"', '\\', ',', '}', 'u', '0', ' ', 0, (byte) 0xc3, (byte) 0xa9, (byte) 0xff};
    return random.nextBoolean() ? likely[random.nextInt(likely.length)] : (byte) random.nextInt();
  }

  private static LogLine line(
      String text, boolean truncated, @Nullable Map<String, String> overrides) {
    return new LogLine(
        Instant.parse("2026-11-30T10:00:00.123456789Z"),
        new Subject("host1", "netra", "backend"),
        "netra-backend-1",
        "0123456789ab",
        LogLine.Stream.STDERR,
        text,
        truncated,
        overrides);
  }
}
