package io.tocsin.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.storm.StormOutcome.Row;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storm in short: the same receivers and the same kills, for a few seconds. */
@Tag("once")
class StormTest {
  private static final int INCIDENTS = 20;

  @TempDir private Path folder;

  @Test
  void losesNothingDoublesNothingAndKeepsTheReceiversRules() throws Exception {
    StormPlan plan =
        new StormPlan(
            INCIDENTS,
            Duration.ofSeconds(10),
            Duration.ofSeconds(4),
            Duration.ofSeconds(2),
            Duration.ofSeconds(120));

    StormOutcome outcome = new Storm(plan).run(folder);

    assertThat(outcome.kills()).isGreaterThanOrEqualTo(3);
    assertThat(outcome.rows()).hasSize(8).allSatisfy(row -> keepsItsPromises(row, outcome));
    assertThat(outcome.residentMib()).isLessThan(200);
  }

  private static void keepsItsPromises(Row row, StormOutcome outcome) {
    assertThat(row.lost()).as("%s has not heard", row.receiver()).isEmpty();
    assertThat(row.unresolved()).as("%s waits for an end", row.receiver()).isEmpty();
    assertThat(row.doubles().unexplained()).as("doubles of %s", row.receiver()).isZero();
    assertThat(row.doubles().byKill()).isLessThanOrEqualTo(outcome.kills());
    assertThat(row.breaches().early()).as("%s had asked for patience", row.receiver()).isZero();
    assertThat(row.breaches().disorderly()).as("order at %s", row.receiver()).isZero();
    assertThat(row.breaches().elsewhere()).isZero();
    if (!row.receiver().equals("redirecting")) {
      assertThat(row.ended()).as("%s", row.receiver()).isEqualTo(INCIDENTS);
    }
  }
}
