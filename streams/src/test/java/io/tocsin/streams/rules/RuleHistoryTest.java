package io.tocsin.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleHistoryTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final RuleBook OLD = RuleBook.standard();
  private static final RuleBook NEW = RuleBook.read(Map.of("oom-kill", false)).book();

  @Test
  void knowsWhichRulesWereInForceWhen() {
    RuleHistory history = RuleHistory.from(NOON, OLD);
    int before = history.edition();
    history.add(NOON.plusSeconds(60), NEW);

    assertThat(history.edition()).isNotEqualTo(before);
    assertThat(history.at(NOON.minusSeconds(1)).rules()).isEqualTo(OLD);
    assertThat(history.at(NOON.plusSeconds(59)).until()).isEqualTo(NOON.plusSeconds(60));
    assertThat(history.at(NOON.plusSeconds(60)).rules()).isEqualTo(NEW);
    assertThat(history.latest().until()).isEqualTo(Instant.MAX);
  }

  @Test
  void comesBackFromTheTopicAsItWas() {
    RuleBook book =
        RuleBook.read(
                Map.of(
                    "restart-rate",
                    Map.of("restarts", 5, "window", "1h30m", "where", Map.of("stack", "shop")),
                    "full",
                    Map.of("detector", "memory-ratio", "warning-ratio", "97.5%"),
                    "api-storm",
                    false))
            .book();

    RuleBook.Reading back = RuleBook.ofTree(book.tree());

    assertThat(back.problems()).isEmpty();
    assertThat(back.book().tree()).isEqualTo(book.tree());
    assertThat(book.changesTo(back.book())).isEmpty();
  }

  @Test
  void tellsWhatHasChanged() {
    RuleBook changed =
        RuleBook.read(
                Map.of(
                    "restart-rate", Map.of("restarts", 5),
                    "oom-kill", false,
                    "full", Map.of("detector", "memory-ratio")))
            .book();

    assertThat(OLD.changesTo(changed))
        .containsExactly(
            "oom-kill is not in force any more", "restart-rate.restarts: 3 → 5", "full is new");
  }
}
