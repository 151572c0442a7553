package io.tocsin.app.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.tocsin.app.archive.ArchiveRecord.Place;
import io.tocsin.app.problem.WrongUse;
import io.tocsin.telemetry.Gap;
import io.tocsin.telemetry.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  @TempDir private Path folder;

  @Test
  void givesBackWhatWasWritten() {
    List<ArchiveRecord> written =
        List.of(
            SampleArchive.line(1, "one"),
            new ArchiveRecord("a \"topic\"", new Place(3, -1, -5), null, bytes("{\"a\": 1}")),
            new ArchiveRecord("t", new Place(0, 9, 7), "a\tkey\\ \"ü\"", bytes("{\"ü\":\"☃\"}")),
            new ArchiveRecord("t", new Place(0, 10, 7), "", bytes("no JSON")),
            new ArchiveRecord("t", new Place(0, 11, 7), "k", new byte[0]),
            new ArchiveRecord("t", new Place(0, 12, 7), "k", bytes("{\"two\":\n\"lines\"}")),
            new ArchiveRecord("t", new Place(0, 13, 7), "k", bytes("{} {}")),
            new ArchiveRecord("t", new Place(0, 14, 7), "k", bytes("{\"cut\":}")));
    Path file = folder.resolve("a.tocsin");

    try (ArchiveWriter writer = ArchiveWriter.create(file, SampleArchive.head())) {
      written.forEach(writer::write);
      writer.finish();
    }

    try (ArchiveReader reader = ArchiveReader.open(file)) {
      assertThat(reader.head()).contains(SampleArchive.head());
      assertThat(SampleArchive.read(reader))
          .containsExactlyElementsOf(written.stream().map(SampleArchive::identity).toList());
      assertThat(reader.isWhole()).isTrue();
      assertThat(reader.end().orElseThrow().records()).isEqualTo(8);
    }
  }

  @Test
  void countsTopicsTimesAndGaps() {
    Gap gap =
        new Gap(
            SampleArchive.NOON,
            Subject.ofEngine("web1"),
            "logs",
            SampleArchive.NOON.minusSeconds(60),
            SampleArchive.NOON,
            12,
            "the broker was away");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ArchiveEnd end;
    try (ArchiveWriter writer = new ArchiveWriter(bytes, SampleArchive.head())) {
      writer.write(SampleArchive.line(0, "first"));
      writer.write(ArchiveRecord.of("docker.logs", gap));
      writer.write(SampleArchive.line(5, "last"));
      end = writer.finish();
    }

    assertThat(end.topics())
        .containsEntry(
            "docker.logs",
            new ArchiveEnd.TopicCount(3, SampleArchive.NOON, SampleArchive.NOON.plusMillis(5)));
    assertThat(end.gaps()).containsExactly(gap);
    ArchiveReader reader = reader(bytes.toByteArray());
    SampleArchive.read(reader);
    assertThat(reader.end()).contains(end);
  }

  @Test
  void isJsonLinesForAnyToolThatReadsZstd() throws IOException {
    byte[] archive = SampleArchive.of(10, 3, new Random(1));

    try (ZstdInputStream lines = new ZstdInputStream(new ByteArrayInputStream(archive))) {
      List<String> read = new String(lines.readAllBytes(), UTF_8).lines().toList();
      assertThat(read).hasSize(12);
      assertThat(read.get(0)).startsWith("{\"schema\":\"tocsin.archive.v1\"");
      assertThat(read.get(1))
          .startsWith("{\"topic\":\"docker.logs\",\"partition\":0,\"offset\":0,\"timestamp\":");
      assertThat(read.get(11)).startsWith("{\"schema\":\"tocsin.archive.end.v1\",\"records\":10");
    }
  }

  @Test
  void takesTheNameOnlyWhenItIsFinished() {
    Path file = folder.resolve("a.tocsin");

    try (ArchiveWriter writer = ArchiveWriter.create(file, SampleArchive.head())) {
      writer.write(SampleArchive.line(1, "one"));
    }

    assertThat(Files.exists(file)).isFalse();
    assertThat(Files.exists(folder.resolve("a.tocsin.part"))).isTrue();
  }

  @Test
  void leavesNothingBehindWhenItIsGivenUpButWhatIsFinishedStays() {
    Path file = folder.resolve("a.tocsin");
    Path other = folder.resolve("b.tocsin");

    ArchiveWriter given = ArchiveWriter.create(file, SampleArchive.head());
    given.write(SampleArchive.line(1, "one"));
    given.discard();
    ArchiveWriter finished = ArchiveWriter.create(other, SampleArchive.head());
    finished.finish();
    finished.discard();

    assertThat(folder.toFile().list()).containsExactly("b.tocsin");
  }

  @Test
  void refusesWhatIsNoArchive() {
    assertThatThrownBy(() -> reader(bytes("certainly no archive")))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("is no archive");
    assertThatThrownBy(() -> reader(new byte[0])).isInstanceOf(WrongUse.class);
  }

  @Test
  void refusesALaterVersion() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ArchiveHead now = SampleArchive.head();
    ArchiveHead later =
        new ArchiveHead(
            "tocsin.archive.v2",
            now.by(),
            now.writtenAt(),
            null,
            null,
            List.of(),
            now.redaction(),
            null,
            null);
    new ArchiveWriter(bytes, later).finish();

    assertThatThrownBy(() -> reader(bytes.toByteArray()))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("later Tocsin");
  }

  private static ArchiveReader reader(byte[] archive) {
    return new ArchiveReader(new ByteArrayInputStream(archive), "it");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
