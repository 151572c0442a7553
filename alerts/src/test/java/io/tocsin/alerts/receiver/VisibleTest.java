package io.tocsin.alerts.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void leavesOrdinaryTextAsItIs() {
    String text = "Grüße, 世界, 🔔 — it's \"fine\" <b>&amp;";

    assertThat(Visible.line(text)).isSameAs(text);
  }

  @Test
  void showsControlCharactersAndEscapes() {
    assertThat(Visible.line("\u001b[31mred\u0000\u007f\u0085")).isEqualTo("␛[31mred␀␡\\u{85}");
  }

  @Test
  void showsWhatTurnsOrHidesText() {
    assertThat(Visible.line("a\u202eb\u200bc\u2066d\ufeffe\u2028f"))
        .isEqualTo("a\\u{202e}b\\u{200b}c\\u{2066}d\\u{feff}e\\u{2028}f");
    assertThat(Visible.line("x" + Character.toString(0xE0041) + "y")).isEqualTo("x\\u{e0041}y");
    assertThat(Visible.line("lone \ud83d surrogate")).isEqualTo("lone \\u{d83d} surrogate");
  }

  @Test
  void keepsLinesAndTabsOnlyInABlock() {
    assertThat(Visible.block("a\n\tb\r")).isEqualTo("a\n\tb␍");
    assertThat(Visible.line("a\n\tb")).isEqualTo("a␊␉b");
  }
}
