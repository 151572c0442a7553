package io.tocsin.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BrokerSightTest {
  private final BrokerSight sight = new BrokerSight(() -> true);

  @Test
  void isSettledOnlyWhenItHasBeenConnectedForAWhile() {
    assertThat(at(true, 10)).isFalse();
    assertThat(at(true, 39)).isFalse();
    assertThat(at(true, 40)).isTrue();
  }

  @Test
  void beginsAnewAfterEachAbsence() {
    at(true, 10);
    at(false, 50);

    assertThat(at(true, 55)).isFalse();
    assertThat(at(true, 84)).isFalse();
    assertThat(at(true, 85)).isTrue();
  }

  @Test
  void isNotSettledWithoutABroker() {
    assertThat(sight.getAsBoolean()).isFalse();
  }

  private boolean at(boolean isConnected, int second) {
    return sight.isSettled(isConnected, TimeUnit.SECONDS.toNanos(second));
  }
}
