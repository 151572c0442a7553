package io.tocsin.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExodusTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Exodus exodus = new Exodus(null);

  @Test
  void seesThatAllEndedAtOnceThoughTheyAreUpAgain() {
    endFour();

    assertThat(exodus.signs(Set.of("a", "b", "c", "d"), "host1")).hasSize(1);
  }

  @Test
  void doesNotTakeSomeForAllWhileOneGoesOn() {
    endFour();

    assertThat(exodus.signs(Set.of("a", "b", "c", "d", "e"), "host1")).isEmpty();
  }

  @Test
  void doesNotCountWhatSomebodyRemoved() {
    endFour();
    exodus.removed("b");

    assertThat(exodus.signs(Set.of(), "host1")).isEmpty();
  }

  private void endFour() {
    for (String name : Set.of("a", "b", "c", "d")) {
      exodus.ended(name, NOON.plusSeconds(name.charAt(0) - 'a'));
    }
  }
}
