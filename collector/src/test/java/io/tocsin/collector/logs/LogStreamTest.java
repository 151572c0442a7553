package io.tocsin.collector.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the engine's bytes to lines, whatever pieces they come in. */
class LogStreamTest {
  private static final String AT = "2026-11-21T10:00:00.000000001Z ";
  private static final String LATER = "2026-11-21T10:00:00.000000002Z ";

  private final List<String> lines = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private final LineAssembler.LineSink sink =
      new LineAssembler.LineSink() {
        @Override
        public void line(LogLine.Stream stream, Instant at, BoundedBuffer text, boolean cut) {
          String line = new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
          lines.add(
              stream
                  + " "
                  + at.get(java.time.temporal.ChronoField.NANO_OF_SECOND)
                  + " "
                  + line
                  + (cut ? " (cut)" : ""));
        }

        @Override
        public void engineError(String message) {
          errors.add(message);
        }
      };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsTheSameLinesHoweverTheBytesAreSplit(long seed) {
    byte[] stream =
        join(
            frame(1, AT + "one\n"),
            frame(2, AT + "two \u001b[31mred\u001b[0m \u0000\n"),
            frame(1, LATER + "\n"),
            frame(1, LATER + "ünïcode 🔔\n"));
    StreamDecoder decoder = new Demultiplexer(10_000, new LineAssembler(10_000, sink));

    feedInPieces(decoder, stream, new Random(seed));

    assertThat(lines)
        .containsExactly(
            "STDOUT 1 one",
            "STDERR 1 two \u001b[31mred\u001b[0m \u0000",
            "STDOUT 2 ",
            "STDOUT 2 ünïcode 🔔");
  }

  @Test
  void joinsThePartsOfALongLineThoughTheOtherStreamComesBetween() {
    String part = "x".repeat(16 << 10);
    byte[] stream =
        join(
            frame(1, AT + part),
            frame(2, AT + "between\n"),
            frame(1, AT + part),
            frame(1, AT + "end\n"));
    StreamDecoder decoder = new Demultiplexer(100_000, new LineAssembler(100_000, sink));

    feedInPieces(decoder, stream, new Random(1));

    assertThat(lines).containsExactly("STDERR 1 between", "STDOUT 1 " + part + part + "end");
  }

  @Test
  void doesNotJoinAnUnendedLineWithALaterOne() {
    StreamDecoder decoder = new Demultiplexer(1_000, new LineAssembler(1_000, sink));

    feedInPieces(
        decoder, join(frame(1, AT + "unended"), frame(1, LATER + "next\n")), new Random(1));

    assertThat(lines).containsExactly("STDOUT 1 unended", "STDOUT 2 next");
  }

  @Test
  void cutsALineOfMegabytesAtTheBoundAndGoesOn() {
    StreamDecoder decoder = new Demultiplexer(1_000 + 64, new LineAssembler(1_000, sink));
    String huge = "y".repeat(3_000_000);

    feedInPieces(
        decoder, join(frame(1, AT + huge + "\n"), frame(1, LATER + "next\n")), new Random(1));

    assertThat(lines).containsExactly("STDOUT 1 " + "y".repeat(1_000) + " (cut)", "STDOUT 2 next");
  }

  @Test
  void handsOverWhatTheEngineSaysOfTheStream() {
    StreamDecoder decoder = new Demultiplexer(1_000, new LineAssembler(1_000, sink));

    feedInPieces(decoder, frame(3, "error grabbing logs"), new Random(1));

    assertThat(errors).containsExactly("error grabbing logs");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void takesInnerStampsOutOfATerminalsLongLine(long seed) {
    String part = "z".repeat(16 << 10);
    String stream = AT + "short\r\n" + AT + part + AT + part + AT + "end\r\n" + LATER + "rest";
    StreamDecoder decoder = new TerminalDecoder(100_000, new LineAssembler(100_000, sink));

    feedInPieces(decoder, stream.getBytes(StandardCharsets.UTF_8), new Random(seed));

    assertThat(lines)
        .containsExactly("STDOUT 1 short\r", "STDOUT 1 " + part + part + "end\r", "STDOUT 2 rest");
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void survivesAnyBytes(long seed) {
    Random random = new Random(seed);
    byte[] noise = new byte[200_000];
    random.nextBytes(noise);

    feedInPieces(new Demultiplexer(5_000, new LineAssembler(5_000, sink)), noise, random);
    feedInPieces(new TerminalDecoder(5_000, new LineAssembler(5_000, sink)), noise, random);

    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThan(5_100));
  }

  private static void feedInPieces(StreamDecoder decoder, byte[] stream, Random random) {
    int from = 0;
    while (from < stream.length) {
      int count =
          Math.min(stream.length - from, 1 + random.nextInt(random.nextBoolean() ? 4 : 5_000));
      byte[] piece = new byte[count];
      System.arraycopy(stream, from, piece, 0, count);
      decoder.feed(piece, count);
      from += count;
    }
    decoder.end();
  }

  private static byte[] frame(int type, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    byte[] header = {
      (byte) type,
      0,
      0,
      0,
      (byte) (bytes.length >>> 24),
      (byte) (bytes.length >>> 16),
      (byte) (bytes.length >>> 8),
      (byte) bytes.length
    };
    return join(header, bytes);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
