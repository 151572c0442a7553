package io.tocsin.telemetry.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private final Redactor redactor = new Redactor();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "login password=hunter2 ok|login password=[redacted] ok",
        "DB_PASSWORD: s3cr3t!|DB_PASSWORD: [redacted]",
        "{\"user\":\"a\",\"password\":\"a \\\""
            + " b\",\"n\":1}|{\"user\":\"a\",\"password\":\"[redacted]\",\"n\":1}",
        "{\"log\":\"{\\\"token\\\":\\\"abc"
            + " def\\\"}\"}|{\"log\":\"{\\\"token\\\":\\\"[redacted]\\\"}\"}",
        "api_key='abc def' x|api_key='[redacted]' x",
        "X-Api-Key: 12345abcdef|X-Api-Key: [redacted]",
        "Authorization: Bearer abc.def-ghi|Authorization: Bearer [redacted]",
        "Authorization: Basic dXNlcjpwYXNz|Authorization: Basic [redacted]",
        "sent Bearer abcdefghijkl to it|sent Bearer [redacted] to it",
        "postgres://app:p@ss@db:5432/shop|postgres://app:[redacted]@db:5432/shop",
        "redis://:secretpw@cache:6379|redis://:[redacted]@cache:6379",
        "key AKIAIOSFODNN7EXAMPLE used|key [redacted] used",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG|aws_secret_access_key = [redacted]",
        "pushed with ghp_16C7e42F292c6912E7710c838347Ae178B4a now|pushed with [redacted] now",
        "slack xoxb-17653672481-19874698323|slack [redacted]",
        "https://hooks.slack.com/services/T0/B0/XXXXXXXX|https://hooks.slack.com/services/[redacted]",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-DEF_9 seen|jwt [redacted] seen",
        "run --password hunter2 --user a|run --password [redacted] --user a",
        "DB_PASS=abc123|DB_PASS=[redacted]",
        "spring.datasource.password=abc123|spring.datasource.password=[redacted]",
        "password=a&token=bcd123&x=1|password=a&token=[redacted]&x=1",
        "client_secret=\"q\\\\\" next|client_secret=\"[redacted]\" next",
      })
  void hidesSecretsAndKeepsTheirKeys(String line, String clean) {
    assertThat(redactor.redact(line)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21 10:00:00,123 INFO started in 12:34 s, 3 workers",
        "level=info msg=\"listening\" addr=:8080 took=12ms",
        "{\"level\":\"info\",\"msg\":\"GET /health\",\"status\":200}",
        "prompt_tokens: 512, total tokens=1024",
        "token=null secret: none password=",
        "http://example.com/a?b=c and user@example.com",
        "monkey=banana keyboard: qwerty",
        "Invalid password for user bob",
        "basic setup is done, the bearer is well",
        "compass: north-north-west",
        "SyntaxError: Unexpected token } in JSON at position 4"
      })
  void leavesOrdinaryLinesAlone(String line) {
    assertThat(redactor.redact(line)).isSameAs(line);
  }

  @Test
  void hidesPrivateKeysOnOneLine() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----";

    assertThat(redactor.redact("k " + key + " end"))
        .isEqualTo("k -----BEGIN RSA PRIVATE KEY-----[redacted] end");
  }

  @Test
  void hidesTheWholeValueOfASecretLabelAndTheArgumentAfterASecretOption() {
    assertThat(redactor.redact(Map.of("db.password", "two words", "a", "b")))
        .isEqualTo(Map.of("db.password", "[redacted]", "a", "b"));
    assertThat(redactor.redact(List.of("run", "--token", "abc", "--user", "u")))
        .containsExactly("run", "--token", "[redacted]", "--user", "u");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "password=\"",
        "secret=\\",
        "://",
        "://a:",
        "eyJ",
        "--token ",
        "Bearer ",
        "-----BEGIN PRIVATE KEY-----",
        "'password':'",
        "a-"
      })
  void staysLinearOnHostileLines(String piece) {
    String hostile = piece.repeat(256 * 1024 / piece.length());

    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> redactor.redact(hostile));
  }

  @Test
  void isNotFooledByThePrefilter() {
    Random random = new Random(7);
    String[] secrets = {
      "password=hunter22", "\"token\": \"abcdef\"", "Bearer abcdefghijkl", "AKIAIOSFODNN7EXAMPLE"
    };
    for (int i = 0; i < 2_000; i++) {
      String noise = noise(random);
      String line = noise + " " + secrets[random.nextInt(secrets.length)];
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);

      assertThat(Redactor.isSuspicious(bytes, 0, bytes.length)).as(line).isTrue();
    }
  }

  private static String noise(Random random) {
    return random
        .ints(random.nextInt(60), ' ', 127)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
