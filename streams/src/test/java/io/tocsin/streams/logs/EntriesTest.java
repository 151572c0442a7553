package io.tocsin.streams.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.testkit.Events;
import io.tocsin.streams.testkit.Lines;
import io.tocsin.telemetry.LogLine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EntriesTest {
  private static final String[] PYTHON = {
    "Traceback (most recent call last):",
    "  File \"/app/main.py\", line 3, in <module>",
    "    import netra",
    "ModuleNotFoundError: No module named 'netra'",
  };

  @Test
  void aBareTracebackIsOneError() {
    assertThat(errors(PYTHON)).isEqualTo(1);
  }

  @Test
  void chainedTracebacksAreOneError() {
    assertThat(
            errors(
                "Traceback (most recent call last):",
                "  File \"a.py\", line 1, in f",
                "KeyError: 'x'",
                "",
                "During handling of the above exception, another exception occurred:",
                "",
                "Traceback (most recent call last):",
                "  File \"a.py\", line 3, in <module>",
                "ValueError: bad"))
        .isEqualTo(1);
  }

  @Test
  void aTracebackBelongsToItsHead() {
    Lines lines = new Lines().write("2026-11-21 10:00:00,123 ERROR app: failed").write(PYTHON);

    assertThat(errors(lines.list())).isEqualTo(1);
  }

  @Test
  void twoTracebacksAreTwoErrors() {
    Lines lines = new Lines().write(PYTHON).write(PYTHON);

    assertThat(errors(lines.list())).isEqualTo(2);
  }

  @Test
  void javaTracesAreOneError() {
    assertThat(
            errors(
                "10:00:00.123 [main] ERROR com.acme.Shop - order failed",
                "java.lang.IllegalStateException: broken",
                "\tat com.acme.Shop.order(Shop.java:12)",
                "\tat com.acme.Shop.main(Shop.java:3)",
                "Caused by: java.io.IOException: closed",
                "\t... 2 more"))
        .isEqualTo(1);
    assertThat(
            errors(
                "Exception in thread \"main\" java.lang.NullPointerException",
                "\tat com.acme.Shop.main(Shop.java:3)"))
        .isEqualTo(1);
  }

  @Test
  void aWarningWithATraceIsNoError() {
    assertThat(
            errors(
                "10:00:00.123 [main] WARN com.acme.Shop - retrying",
                "java.io.IOException: closed",
                "\tat com.acme.Shop.main(Shop.java:3)"))
        .isZero();
  }

  @Test
  void otherLanguagesCrashOnceEach() {
    assertThat(
            errors(
                "panic: runtime error: index out of range",
                "",
                "goroutine 1 [running]:",
                "main.main()",
                "\t/app/main.go:7 +0x1d"))
        .isEqualTo(1);
    assertThat(
            errors(
                "/app/index.js:3",
                "  throw new TypeError('x')",
                "  ^",
                "",
                "TypeError: x",
                "    at main (/app/index.js:3:9) {",
                "  [cause]: Error: y",
                "      at z (/app/index.js:1:1)",
                "}",
                "",
                "Node.js v20.1.0"))
        .isEqualTo(1);
    assertThat(errors("app.rb:2:in `work': broken (RuntimeError)", "\tfrom app.rb:5:in `<main>'"))
        .isEqualTo(1);
    assertThat(
            errors(
                "thread 'main' panicked at src/main.rs:2:5:",
                "broken",
                "note: run with `RUST_BACKTRACE=1`"))
        .isEqualTo(1);
    assertThat(
            errors(
                "Unhandled exception. System.InvalidOperationException: x",
                "   at Shop.Main() in /app/Shop.cs:line 3"))
        .isEqualTo(1);
    assertThat(
            errors(
                "fail: Shop[0]",
                "      order failed",
                "      System.Exception: x",
                "         at Shop.Order()"))
        .isEqualTo(1);
  }

  @Test
  void aFloodOfBareExceptionsIsManyErrors() {
    Lines lines = new Lines();
    for (int i = 0; i < 20; i++) {
      lines.write("TypeError: x", "    at main (/app/index.js:3:9)").after(0.1);
    }

    assertThat(errors(lines.list())).isEqualTo(20);
  }

  @Test
  void aCrashAfterAHarmlessLineIsAnError() {
    Lines lines = new Lines().write("INFO starting").after(0.05).write(PYTHON);

    assertThat(errors(lines.list())).isEqualTo(1);
  }

  @Test
  @Timeout(20)
  void hostileLinesAreFastAndSafe() {
    Random random = new Random(7);
    String[] seeds = {
      "{\"level\":",
      "\u0000",
      "\u001b[",
      "[[[[",
      "level=",
      "ERROR",
      "\"",
      "\\",
      " ",
      "\t",
      "Error:",
      "}",
      "<999>",
      "ü🔔",
      "a.b.c",
      "GET /",
      " \"GET /x HTTP/1.1\" 200 ",
      "method=GET ",
      "{\"method\":\"GET\",\"uri\":\"/",
      "[GIN] | 200 | ",
      "1:M 21 Nov ",
      "PHP ",
    };
    LogReader reader = new LogReader(null, null);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        line.append(seeds[random.nextInt(seeds.length)]);
      }
      reader.read(Lines.line(Events.T0, line.toString())).access();
    }
    for (String seed : seeds) {
      LogLine huge = Lines.line(Events.T0, seed.repeat(4_000_000 / seed.length()));
      for (int i = 0; i < 200; i++) {
        reader.read(huge).access();
      }
    }
    assertThat(reader.state()).isNotNull();
  }

  private static int errors(String... texts) {
    return errors(new Lines().write(texts).list());
  }

  private static int errors(List<LogLine> lines) {
    Entries entries = new Entries(null);
    int errors = 0;
    for (LogLine line : lines) {
      errors += entries.beginsError(line) ? 1 : 0;
      entries = new Entries(entries.state());
    }
    return errors;
  }
}
