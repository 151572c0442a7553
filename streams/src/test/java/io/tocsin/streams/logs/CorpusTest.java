package io.tocsin.streams.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.testkit.Corpus;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.LogLine;
import io.tocsin.telemetry.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines as the usual servers and loggers write them, each with what a person reads in it. */
class CorpusTest {

  static List<String> levels() {
    return Corpus.lines("/logs/levels.txt");
  }

  static List<String> requests() {
    return Corpus.lines("/logs/access.txt");
  }

  static List<List<String>> entries() {
    return Corpus.blocks("/logs/entries.txt");
  }

  @ParameterizedTest
  @MethodSource("levels")
  void statesTheLevel(String expected) {
    int blank = expected.indexOf(' ');

    assertThat(LevelReader.read(expected.substring(blank + 1)))
        .isEqualTo(Level.valueOf(expected.substring(0, blank)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void tellsTheRequest(String expected) {
    int bar = expected.indexOf(" | ");

    assertThat(brief(AccessReader.read(expected.substring(bar + 3))))
        .isEqualTo(expected.substring(0, bar));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void joinsLinesToEntries(List<String> block) {
    Entries entries = new Entries(null);
    List<String> read = new ArrayList<>();
    for (String line : block) {
      read.add(mark(entries, LogLine.Stream.STDOUT, line.substring(2)) + line.substring(1));
      entries = new Entries(entries.state());
    }

    assertThat(read).containsExactlyElementsOf(block);
  }

  @Test
  void joinsThemAlsoWhereStreamsInterleave() {
    List<List<String>> blocks = entries();
    for (int i = 1; i < blocks.size(); i++) {
      List<String> one = blocks.get(i - 1);
      List<String> other = blocks.get(i);
      LogReader reader = new LogReader(null, null);
      List<String> read = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int line = 0; line < Math.max(one.size(), other.size()); line++) {
        take(reader, LogLine.Stream.STDOUT, one, line, read, expected);
        take(reader, LogLine.Stream.STDERR, other, line, read, expected);
      }
      assertThat(read).containsExactlyElementsOf(expected);
    }
  }

  private static void take(
      LogReader reader,
      LogLine.Stream stream,
      List<String> block,
      int number,
      List<String> read,
      List<String> expected) {
    if (number < block.size()) {
      String line = block.get(number);
      ReadLine result = reader.read(line(stream, line.substring(2)));
      read.add(mark(result.beginsEntry(), result.beginsError()) + line.substring(1));
      expected.add(line);
    }
  }

  private static String mark(Entries entries, LogLine.Stream stream, String text) {
    boolean error = entries.beginsError(line(stream, text));
    return mark(entries.beginsEntry(), error);
  }

  private static String mark(boolean entry, boolean error) {
    return entry ? (error ? "E" : ">") : (error ? "e" : ".");
  }

  private static LogLine line(LogLine.Stream stream, String text) {
    Subject subject = new Subject("host1", "shop", "backend");
    return new LogLine(
        Events.T0, subject, "shop-backend-1", "0123456789ab", stream, text, false, null);
  }

  private static String brief(@Nullable Access access) {
    if (access == null) {
      return "-";
    }
    String latency = access.latency() == null ? "-" : latency(access.latency().toNanos());
    return access.method()
        + ' '
        + access.route()
        + ' '
        + access.status()
        + ' '
        + latency
        + (access.isHealth() ? " health" : "");
  }

  private static String latency(long nanos) {
    boolean micros = nanos < 1_000_000;
    double value = micros ? nanos / 1e3 : nanos / 1e6;
    String number = value == Math.rint(value) ? String.valueOf((long) value) : "" + value;
    return number + (micros ? "µs" : "ms");
  }
}
