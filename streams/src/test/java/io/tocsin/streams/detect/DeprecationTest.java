package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static io.tocsin.streams.testkit.Stage.playInterrupted;
import static io.tocsin.streams.testkit.Stage.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.deprecation.Deprecation;
import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Lines;
import io.tocsin.telemetry.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeprecationTest {
  private static final double DAY = 86_400;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/shop.py:12: DeprecationWarning: invalid escape sequence '\\d'",
        "PendingDeprecationWarning: the imp module is going away",
        "/x/y.py:3: SADeprecationWarning: The Query.get() method is legacy",
        "WARNING RemovedInDjango60Warning: the default will change",
        "(node:7) [DEP0005] DeprecationWarning: Buffer() is deprecated due to security issues",
        "npm WARN deprecated request@2.88.2: request has been deprecated, see x",
        "WARNING: A terminally deprecated method in sun.misc.Unsafe has been called",
        "2026-01-21 10:00:00,123 INFO  [main] o.a.h.c.Configuration - mapred.tip.id is deprecated."
            + " Instead, use mapreduce.task.id",
        "DEPRECATION WARNING: `to_s(:db)` is deprecated. Please use `to_fs(:db)` instead.",
        "app.rb:3: warning: URI.escape is obsolete",
        "PHP Deprecated:  Function utf8_encode() is deprecated in /var/www/x.php on line 3",
        "Deprecated: Return type of X::y() should be compatible in /var/www/x.php on line 3",
        "2026-01-21 10:00:00 UTC [7] WARNING:  setting an MD5-encrypted password is deprecated",
        "[DEPRECATION NOTICE] Docker Image Format v1 is deprecated",
        "2026/01/21 10:00:00 [warn] 1#1: the \"listen ... http2\" directive is deprecated, use the"
            + " \"http2\" directive instead in /etc/nginx/nginx.conf:3",
        "{\"level\":\"warn\",\"msg\":\"flag --x has been deprecated\"}",
        "Warning: policy/v1beta1 PodSecurityPolicy is deprecated in v1.21+, unavailable in v1.25+",
      })
  void knowsTheWarningsOfManyPlatforms(String line) {
    assertThat(brief(play(Deprecation.TYPE, new Lines().write(line).list(), 120)))
        .containsExactly("info firing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1 - - [21/Jan/2026:10:00:00 +0000] \"GET /docs/deprecated HTTP/1.1\" 200 5 \"-\" \"x\"",
        "INFO rebuilt /app/deprecated/index.js",
        "INFO counted deprecated_users in 7 ms",
        "INFO a user searched for deprecated things",
        "DEBUG the flag x is deprecated, use y instead",
        "(Use `node --trace-deprecation ...` to show where the warning was created)",
        "INFO nothing depreciates like a car",
        "INFO the old order will be removed in an hour",
      })
  void isSilentWhereTheWordIsNoWarning(String line) {
    assertThat(play(Deprecation.TYPE, new Lines().write(line).list(), 2 * DAY)).isEmpty();
  }

  @Test
  void givesADigestSoonAndThenOnceADayWithCounts() {
    Lines lines = new Lines();
    for (int hour = 0; hour < 60; hour++) {
      lines.at(hour * 3_600.0).write("x.py:" + hour + ": DeprecationWarning: use " + hour);
      lines.after(1).write("DEPRECATION WARNING: `x" + hour + "` is deprecated");
    }

    List<Finding> findings = play(Deprecation.TYPE, lines.list(), 3 * DAY);

    assertThat(brief(findings))
        .containsExactly(
            "info firing", "info firing", "info firing", "info firing", "info resolved");
    assertThat(findings.get(0).detectedAt()).isEqualTo(Events.T0.plusSeconds(60));
    assertThat(findings.get(0).startedAt()).isEqualTo(Events.T0);
    assertThat(findings).extracting(Finding::value).containsExactly(2.0, 48.0, 48.0, 24.0, 24.0);
    assertThat(String.valueOf(findings.get(1).evidence().get("templates")))
        .contains("24 × x.py:0: DeprecationWarning: use 0");
  }

  @Test
  void tellsSoonOfAnotherKind() {
    Lines lines = new Lines().write("DEPRECATION WARNING: `to_s` is deprecated");
    lines.at(3_600).write("x.py:1: DeprecationWarning: invalid escape sequence");

    List<Finding> findings = play(Deprecation.TYPE, lines.list(), 120);

    assertThat(findings).extracting(Finding::value).containsExactly(1.0, 2.0);
    assertThat(findings.get(1).summary()).isEqualTo("2 deprecation warnings of 2 kinds");
  }

  @Test
  void goesOnWhereItStood() {
    Lines lines = new Lines();
    for (int hour = 0; hour < 40; hour++) {
      lines.at(hour * 3_600.0).write("x.py:" + hour + ": DeprecationWarning: use " + hour);
    }
    List<Finding> uninterrupted = play(Deprecation.TYPE, lines.list(), 3 * DAY);

    assertThat(uninterrupted).isNotEmpty();
    for (long seed = 1; seed < 5; seed++) {
      assertThat(written(playInterrupted(Deprecation.TYPE, lines.list(), 3 * DAY, seed)))
          .isEqualTo(written(uninterrupted));
    }
  }
}
