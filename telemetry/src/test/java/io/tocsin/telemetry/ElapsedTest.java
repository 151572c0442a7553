package io.tocsin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {
  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0 s",
    "PT119.9S, 119 s",
    "PT2M, 2 min",
    "PT2M29S, 2 min",
    "PT2M30S, 3 min",
    "PT1H59M29S, 119 min",
    "PT2H, 2 h",
    "PT3H20M, 3 h 20 min",
    "P2D, 2 d",
    "PT52H10M, 2 d 4 h"
  })
  void tellsWhatPeopleNeedAndNoMore(Duration length, String words) {
    assertThat(Elapsed.words(length)).isEqualTo(words);
  }
}
