package io.tocsin.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.DetectorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference of the detectors is what they say of themselves. */
class DetectorsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "detectors.md");

  static Stream<DetectorType<?, ?>> detectors() {
    return Catalogue.detectors().stream();
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void explainsEveryDetector(DetectorType<?, ?> detector) {
    assertThat(detector.explanation().isComplete()).as(detector.name()).isTrue();
  }

  @Test
  void isUpToDate() throws IOException {
    String generated = DetectorsPage.markdown();
    Files.writeString(Path.of("target", "detectors.md"), generated);

    assertThat(Files.readString(PAGE).equals(generated))
        .as(
            "docs/detectors.md is what the code says. To renew it:"
                + " cp streams/target/detectors.md docs/")
        .isTrue();
  }
}
