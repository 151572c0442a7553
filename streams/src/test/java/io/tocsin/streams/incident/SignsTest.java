package io.tocsin.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.incident.Sign.Kind;
import io.tocsin.streams.testkit.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignsTest {
  private final Signs signs = new Signs(null);
  private final Facts backend = Facts.of("backend");

  /** Seen on a slow machine, where the first look came after the first restart. */
  @Test
  void takesACrashBeforeTheFirstLookForADeathAndNotForADeed() {
    backend.at(2).exited(3);
    signs.learn(backend.at(2.3).restarts(1).started());

    assertThat(kinds()).containsExactly(Kind.DIED);
  }

  @Test
  void takesARestartByHandBeforeTheFirstLookForADeed() {
    backend.at(2).exited(143);
    signs.learn(backend.at(2.3).restarts(0).started());

    assertThat(kinds()).containsExactly(Kind.STOPPED);
  }

  @Test
  void takesARestartByHandAfterCrashesForADeed() {
    signs.learn(backend.at(1).restarts(4).started());
    backend.at(60).exited(143);
    signs.learn(backend.at(61).restarts(0).started());

    assertThat(kinds()).containsExactly(Kind.STOPPED);
  }

  private List<Kind> kinds() {
    return signs.state().signs().values().stream().flatMap(List::stream).map(Sign::kind).toList();
  }
}
