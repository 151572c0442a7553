package io.tocsin.app.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AckKeysTest {
  @TempDir private Path folder;

  @Test
  void fitOneIncidentOnlyAndStayTheSameOverARestart() {
    AckKeys keys = AckKeys.in(folder);
    String key = keys.of("i1");

    assertThat(key).matches("[A-Za-z0-9_-]{22}");
    assertThat(AckKeys.in(folder).fits("i1", key)).isTrue();
    assertThat(keys.fits("i2", key)).isFalse();
    assertThat(keys.fits("i1", "")).isFalse();
    assertThat(new AckKeys(new byte[32]).fits("i1", key)).isFalse();
  }

  @Test
  void areReadableByNobodyElse() throws IOException {
    AckKeys.in(folder);

    assertThat(Files.getPosixFilePermissions(folder.resolve("ack-secret")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }
}
