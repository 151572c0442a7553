package io.tocsin.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.alerts.Sample.Occasion;
import io.tocsin.alerts.delivery.SampleNotices;
import io.tocsin.alerts.receiver.Receiver;
import io.tocsin.telemetry.Incident;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What there can be to tell, as a program reads it on its standard input. */
class SampleTest {
  private static final Receiver PROGRAM =
      ReceiverConfig.of("commands", Map.of("run", "/bin/true")).receiver();

  @ParameterizedTest
  @EnumSource
  void isAsARealIncidentCanBe(Occasion occasion) {
    assertThat(text(Sample.of(occasion)).lines().count()).isGreaterThan(4);
  }

  @Test
  void saysWhoHasItInHand() {
    assertThat(text(Sample.of(Occasion.ESCALATED)))
        .contains("since 10:00:00 UTC, 21 Nov 2026 · nobody has acknowledged it within 15 min");
    assertThat(text(Sample.of(Occasion.ACKNOWLEDGED)))
        .contains(" · ann has it in hand: rolling back");
  }

  @Test
  void doesNotDressUpAListAsTheCauseOfTrouble() {
    assertThat(text(Sample.of(Occasion.DAILY_DIGEST)))
        .contains("About: what pages nobody, of the last day", "What:\n- audit, shop: ")
        .doesNotContain("Cause", "Why", "tocsin: ");
    assertThat(text(Sample.of(Occasion.TOO_MANY)))
        .contains("3 incidents in one message", "About: more than 20 in 60 s are too many for it")
        .contains("- critical shop: backend is in a restart loop");
    assertThat(text(Sample.of(Occasion.RECEIVER_FAILING)))
        .contains("About: mattermost:chat.example.com:3f9a1c takes nothing since");
  }

  @Test
  void saysHowManyLinesThereIsNoRoomFor() {
    Incident digest = SampleNotices.daily(Collections.nCopies(70, "waste: a line"), Instant.EPOCH);

    assertThat(text(digest)).contains("70 things", "- waste: a line\n- and 20 more");
  }

  private static String text(Incident incident) {
    return PROGRAM.message(incident, Instant.EPOCH).body();
  }
}
