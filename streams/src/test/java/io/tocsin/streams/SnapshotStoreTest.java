package io.tocsin.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotStoreTest {
  private static final int MIB = 1024 * 1024;
  private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
  private SnapshotStore store;

  @BeforeEach
  void open() {
    store = SnapshotStore.builder("state").withLoggingDisabled().build();
    store.init(context.getStateStoreContext(), store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsWhatIsLargerThanARecordMayBe() {
    byte[] large = random(3 * MIB + 17);
    byte[] small = {1, 2, 3};

    store.put("host1", large);
    store.put("host10", small);

    assertThat(store.all()).containsOnlyKeys("host1", "host10");
    assertThat(store.all().get("host1")).isEqualTo(large);
    assertThat(store.all().get("host10")).isEqualTo(small);
  }

  @Test
  void forgetsThePiecesOfWhatHasShrunk() {
    byte[] shrunk = random(MIB);
    store.put("host1", random(3 * MIB));
    store.put("host1", shrunk);

    assertThat(store.all().get("host1")).isEqualTo(shrunk);

    store.delete("host1");

    assertThat(store.all()).isEmpty();
    store.put("host1", new byte[0]);
    assertThat(store.all().get("host1")).isEmpty();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
