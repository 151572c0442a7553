package io.tocsin.streams.detect;

import static io.tocsin.streams.testkit.Stage.brief;
import static io.tocsin.streams.testkit.Stage.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.restartrate.RestartRate;
import io.tocsin.streams.testkit.Events;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsTest {
  @ParameterizedTest
  @CsvSource({"9,9", "SIGKILL,9", "KILL,9", "15,15", "sigterm,15", "HUP,1", "10,10", "RTMIN+3,0"})
  void signalsAreReadByNameAndNumber(String written, int number) {
    assertThat(Signals.number(written)).isEqualTo(number);
  }

  @Test
  void aMessageIsNoExcuse() {
    Events reload = Events.of("web").policy("always", 0).start();
    for (int i = 1; i <= 3; i++) {
      reload.at(i * 20.0).kill("HUP").after(0.5).crash(1, 0.1);
    }

    assertThat(brief(play(RestartRate.TYPE, Map.of(), reload.list(), 0)))
        .containsExactly("critical firing");
  }
}
