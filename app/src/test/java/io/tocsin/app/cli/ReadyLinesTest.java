package io.tocsin.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.health.Check;
import io.tocsin.app.health.Readiness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyLinesTest {
  private static final Readiness READY = new Readiness(List.of(new Check("collector", true, "")));
  private static final Readiness MISSING =
      new Readiness(List.of(new Check("collector", false, "the engine does not answer")));

  private final ReadyLines lines = new ReadyLines(Duration.ofSeconds(8));

  @Test
  void tellsOnceHowLongTheStartTook() {
    assertThat(lines.next(MISSING, Duration.ofSeconds(1))).isEmpty();
    assertThat(lines.next(READY, Duration.ofMillis(2300)))
        .containsExactly("Ready after 2.3 s. Ctrl-C ends.");
    assertThat(lines.next(READY, Duration.ofSeconds(3))).isEmpty();
  }

  @Test
  void tellsWhatIsWaitedForWhenAStartIsSlow() {
    assertThat(lines.next(MISSING, Duration.ofSeconds(9)))
        .containsExactly("waiting: collector: the engine does not answer");
    assertThat(lines.next(MISSING, Duration.ofSeconds(10))).isEmpty();
    assertThat(lines.next(READY, Duration.ofSeconds(11)))
        .containsExactly("Ready after 11.0 s. Ctrl-C ends.");
  }

  @Test
  void tellsTroubleLaterAtOnceAndItsEnd() {
    lines.next(READY, Duration.ofSeconds(2));

    assertThat(lines.next(MISSING, Duration.ofSeconds(3)))
        .containsExactly("waiting: collector: the engine does not answer");
    assertThat(lines.next(READY, Duration.ofSeconds(4))).containsExactly("Ready again.");
  }
}
