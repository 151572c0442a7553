package io.tocsin.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.problem.WrongUse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file: what is left is read, and what is lost is said. */
class ArchiveDamageTest {
  private static final int RECORDS = 400;
  private static final int PER_BLOCK = 20;
  private static final int ROUNDS = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void neverFailsAndNeverLosesInSilence(long seed) {
    Random random = new Random(seed);
    byte[] archive = SampleArchive.of(RECORDS, PER_BLOCK, random);
    List<String> written = SampleArchive.read(reader(archive));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = archive;
      for (int times = random.nextInt(3); times >= 0; times--) {
        damaged = damage(damaged, random);
      }
      if (!Arrays.equals(damaged, archive)) {
        check(damaged, written);
      }
    }
  }

  private static void check(byte[] damaged, List<String> written) {
    ArchiveReader reader;
    try {
      reader = reader(damaged);
    } catch (WrongUse e) {
      // Nothing is left: that is said, too.
      return;
    }
    List<String> read = SampleArchive.read(reader);
    assertThat(isPartOf(read, written)).as("what is read was written, in its order").isTrue();
    assertThat(reader.isWhole()).as("damage is told").isFalse();
    assertThat(reader.damages()).isNotEmpty();
    if (!reader.isLostUnknown()) {
      assertThat(read.size() + reader.lost()).as("what is lost is counted").isEqualTo(RECORDS);
    }
  }

  private static boolean isPartOf(List<String> read, List<String> written) {
    int at = 0;
    for (String each : written) {
      if (at < read.size() && read.get(at).equals(each)) {
        at++;
      }
    }
    return at == read.size();
  }

  @Test
  void readsOnBehindADamagedPlaceAndCountsWhatIsLost() {
    byte[] archive = SampleArchive.of(RECORDS, PER_BLOCK, new Random(7));
    archive[archive.length / 2] ^= 4;

    ArchiveReader reader = reader(archive);
    List<String> read = SampleArchive.read(reader);

    assertThat(read).hasSize(RECORDS - PER_BLOCK);
    assertThat(reader.lost()).isEqualTo(PER_BLOCK);
    assertThat(reader.isLostUnknown()).isFalse();
    assertThat(reader.damages()).singleElement().asString().contains("20 records are lost");
  }

  @Test
  void readsUpToTheEndOfACutFile() {
    byte[] archive = SampleArchive.of(RECORDS, PER_BLOCK, new Random(8));

    ArchiveReader reader = reader(Arrays.copyOf(archive, archive.length / 2));
    List<String> read = SampleArchive.read(reader);

    assertThat(read.size()).isBetween(RECORDS / 3, RECORDS * 2 / 3);
    assertThat(reader.isLostUnknown()).isTrue();
    assertThat(reader.end()).isEmpty();
    assertThat(reader.damages()).anyMatch(each -> each.what().contains("without its last line"));
  }

  @Test
  void readsRecordsAlsoWithoutTheFirstLine() {
    byte[] archive = SampleArchive.of(RECORDS, PER_BLOCK, new Random(9));
    archive[10] ^= 1;

    ArchiveReader reader = reader(archive);

    assertThat(reader.head()).isEmpty();
    assertThat(SampleArchive.read(reader)).hasSize(RECORDS);
    assertThat(reader.isWhole()).isFalse();
  }

  private static byte[] damage(byte[] archive, Random random) {
    int at = random.nextInt(Math.max(1, archive.length));
    int length = Math.min(archive.length - at, 1 + random.nextInt(2000));
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(archive, at);
      case 1 -> flipped(archive, at, 1 << random.nextInt(8));
      case 2 -> join(archive, 0, at, archive, at + length, archive.length);
      case 3 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        byte[] inserted = join(archive, 0, at, noise, 0, length);
        yield join(inserted, 0, inserted.length, archive, at, archive.length);
      }
      case 4 -> {
        byte[] zeroed = archive.clone();
        Arrays.fill(zeroed, at, at + length, (byte) 0);
        yield zeroed;
      }
      default -> join(archive, 0, at + length, archive, at, archive.length);
    };
  }

  private static byte[] flipped(byte[] archive, int at, int bits) {
    byte[] flipped = archive.clone();
    if (flipped.length > 0) {
      flipped[at] ^= (byte) bits;
    }
    return flipped;
  }

  private static byte[] join(byte[] one, int from, int to, byte[] other, int start, int end) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(one, from, to - from);
    joined.write(other, start, Math.max(0, end - start));
    return joined.toByteArray();
  }

  private static ArchiveReader reader(byte[] archive) {
    return new ArchiveReader(new ByteArrayInputStream(archive), "it");
  }
}
