package io.tocsin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
  @ParameterizedTest
  @CsvSource({
    "4096, 4096",
    "512MiB, 536870912",
    "512m, 536870912",
    "1.5g, 1610612736",
    "2 KB, 2048",
    "7b, 7"
  })
  void areReadAsDockerReadsThem(String text, long value) {
    assertThat(Bytes.parse(text)).isEqualTo(new Bytes(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "12 parsecs", "m", "1..2g"})
  void areRefusedWhenTheyAreNoSize(String text) {
    assertThatThrownBy(() -> Bytes.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void areShownInTheUnitThatReadsBest() {
    assertThat(new Bytes(1000)).hasToString("1000 B");
    assertThat(new Bytes(1536)).hasToString("1.5 KiB");
    assertThat(Bytes.parse("900MiB")).hasToString("900 MiB");
    assertThat(Bytes.parse("1GiB")).hasToString("1 GiB");
  }
}
