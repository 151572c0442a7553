package io.tocsin.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @Test
  void goesThroughToTheIncidents(@TempDir Path folder) {
    int incidents = Rehearsal.run(DetectionConfig.standard(Map.of(), folder));

    assertThat(incidents).isPositive();
  }
}
