package io.tocsin.app.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.Incident;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IncidentViewTest {
  private final IncidentView view = new IncidentView(2);

  @Test
  void showsOpenOnesFirstAndThenTheLatest() {
    view.put(SampleIncidents.resolved("old", Instant.parse("2026-11-21T11:00:00Z")));
    view.put(SampleIncidents.open("now"));
    view.put(SampleIncidents.resolved("late", Instant.parse("2026-11-21T12:00:00Z")));

    assertThat(view.list()).extracting(Incident::id).containsExactly("now", "late", "old");
  }

  @Test
  void forgetsTheOldestResolvedBeyondItsBoundAndNoOpenOne() {
    for (int hour = 0; hour < 5; hour++) {
      view.put(SampleIncidents.open("open" + hour));
      view.put(
          SampleIncidents.resolved(
              "over" + hour, Instant.parse("2026-11-21T1" + hour + ":00:00Z")));
    }

    assertThat(view.list())
        .extracting(Incident::id)
        .contains("open0", "open4", "over3", "over4")
        .doesNotContain("over2");
  }

  @Test
  void tellsWhatWasKnownBefore() {
    Incident open = SampleIncidents.open("a");

    assertThat(view.put(open)).isNull();
    assertThat(view.put(SampleIncidents.resolved("a", Instant.EPOCH))).isEqualTo(open);
  }
}
