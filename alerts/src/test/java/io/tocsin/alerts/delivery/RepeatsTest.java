package io.tocsin.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Incidents;
import io.tocsin.telemetry.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private static final Instant NOW = Incidents.START.plusSeconds(10);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Repeats repeats = new Repeats(2);
  private final List<String> settled = new ArrayList<>();
  private final AtomicBoolean isVoid = new AtomicBoolean();

  @Test
  void tellsAgainAfterEachPauseAndNotBefore() {
    hold("i", 1);

    assertThat(next(NOW.plusSeconds(59))).isEqualTo("nothing");
    assertThat(next(NOW.plusSeconds(60))).isEqualTo("i.1");
    assertThat(next(NOW.plusSeconds(60))).isEqualTo("nothing");
    assertThat(repeats.due()).isEqualTo(NOW.plusSeconds(120));
    assertThat(next(NOW.plusSeconds(120))).isEqualTo("i.1");
    assertThat(settled).isEmpty();
  }

  @Test
  void keepsTheNewestRevisionAndSettlesWhatItReplaces() {
    hold("i", 1);
    hold("i", 2);

    assertThat(settled).containsExactly("i.1");
    assertThat(next(NOW.plusSeconds(60))).isEqualTo("i.2");
  }

  @Test
  void settlesAndForgetsWhatIsReleased() {
    hold("i", 1);

    repeats.release("i");
    repeats.release("i");

    assertThat(settled).containsExactly("i.1");
    assertThat(repeats.due()).isEqualTo(Instant.MAX);
    assertThat(next(NOW.plusSeconds(600))).isEqualTo("nothing");
  }

  @Test
  void letsTheOldestGoWhereThereIsNoRoom() {
    hold("i", 1);
    hold("j", 1);
    hold("k", 1);

    assertThat(settled).containsExactly("i.1");
    assertThat(next(NOW.plusSeconds(60))).isEqualTo("j.1");
    assertThat(next(NOW.plusSeconds(60))).isEqualTo("k.1");
    assertThat(next(NOW.plusSeconds(60))).isEqualTo("nothing");
  }

  @Test
  void leavesToOthersWhatHasBecomeTheirs() {
    hold("i", 1);

    isVoid.set(true);

    assertThat(next(NOW.plusSeconds(60))).isEqualTo("nothing");
    assertThat(repeats.due()).isEqualTo(Instant.MAX);
  }

  @Test
  void stopsAfterAWeek() {
    hold("i", 1);

    assertThat(next(Incidents.START.plus(Duration.ofDays(7)).plusSeconds(1))).isEqualTo("i.1");

    assertThat(settled).containsExactly("i.1");
    assertThat(repeats.due()).isEqualTo(Instant.MAX);
  }

  private void hold(String id, int revision) {
    Incident incident = Incidents.open(id, revision);
    Receipt receipt =
        new Receipt() {
          @Override
          public void settled() {
            settled.add(id + '.' + revision);
          }

          @Override
          public boolean isVoid() {
            return isVoid.get();
          }
        };
    repeats.hold(incident, receipt, NOW.plus(PAUSE));
  }

  private String next(Instant now) {
    return repeats.next(now, PAUSE).map(i -> i.id() + '.' + i.revision()).orElse("nothing");
  }
}
