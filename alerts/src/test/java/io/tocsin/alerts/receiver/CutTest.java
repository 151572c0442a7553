package io.tocsin.alerts.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTest {
  @Test
  void leavesWhatFits() {
    assertThat(Cut.to(5, "hello")).isEqualTo("hello");
    assertThat(Cut.to(1, "")).isEmpty();
  }

  @Test
  void marksACut() {
    assertThat(Cut.to(5, "hello!")).isEqualTo("hell…");
  }

  @Test
  void neverCutsWithinACharacterOrItsEscape() {
    assertThat(Cut.to(4, "ab🔔cd")).isEqualTo("ab…");
    assertThat(Cut.to(8, "a&&", c -> c == '&' ? "&amp;" : Character.toString(c)))
        .isEqualTo("a&amp;…");
  }
}
