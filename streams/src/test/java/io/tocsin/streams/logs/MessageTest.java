package io.tocsin.streams.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      value = {
        "plain text -> plain text",
        "{\"level\":\"error\",\"msg\":\"it broke\"} -> it broke",
        "{\"msg\": \"it broke\", \"error\": \"dial tcp: timeout\"} -> it broke: dial tcp: timeout",
        "{\"message\":\"it broke: x\",\"error\":\"x\"} -> it broke: x",
        "{\"level\":50,\"err\":{\"type\":\"TypeError\",\"message\":\"x is no function\",\"stack\":\"T\\n at\"},\"msg\":\"failed\"}"
            + " -> failed: TypeError: x is no function",
        "{\"err\":{\"name\":\"Error\",\"message\":\"Error: no\"},\"msg\":\"failed\"} -> failed: Error: no",
        "{\"@t\":\"2026\",\"@mt\":\"Order {Id} failed\",\"@m\":\"Order 7 failed\",\"@x\":\"System.E: no\\n at y\"}"
            + " -> Order {Id} failed: System.E: no",
        "{\"event\":\"failed\",\"exception\":\"Traceback (most recent call last):\\n  File\\nKeyError: 'x'\"}"
            + " -> failed: KeyError: 'x'",
        "{\"event\":\"failed\",\"exception\":\"Traceback (most recent call last):\\n  File\\nKeyError: 'x'\\n\"}"
            + " -> failed: KeyError: 'x'",
        "{\"message\":\"failed\",\"error.type\":\"IOException\",\"error.message\":\"pipe\"} -> failed: IOException: pipe",
        "{\"data\":{\"msg\":\"inner\"},\"msg\":\"outer\"} -> outer",
        "{\"msg\":\"a \\\"b\\\" c\\td\\ne\"} -> a \"b\" c d",
        "{\"msg\":\"half of -> half of",
        "{\"status\":500} -> {\"status\":500}",
        "{not json -> {not json",
        "level=error ts=1 msg=\"it broke\" err=\"no route\" -> it broke: no route",
        "time=1 level=warning msg=broken x=1 -> broken",
        "level=info submsg=x -> level=info submsg=x",
        "a=1 and more -> a=1 and more",
      })
  void isWhatALineSays(String line, String message) {
    assertThat(Message.of(line)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void takesWhateverComes(long seed) {
    Random random = new Random(seed);
    String[] parts = {
      "{", "}", "\"", ":", ",", "\\", "\\u12", "msg", "err", "\"msg\":", "\"err\":{"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder line = new StringBuilder(random.nextBoolean() ? "{" : "level=x msg=");
      for (int part = random.nextInt(30); part > 0; part--) {
        line.append(parts[random.nextInt(parts.length)]);
      }
      assertThat(Message.of(line.toString())).isNotNull();
    }
    assertThat(Message.of("{\"msg\":\"" + "x".repeat(1_000_000))).hasSizeLessThan(1_000);
  }
}
