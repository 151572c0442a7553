package io.tocsin.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final Instant FROM = Instant.parse("2026-11-22T12:00:00Z");

  private final Incidents incidents = new Incidents(FROM, FROM.plusSeconds(600));
  private final List<Incident> told = new ArrayList<>();

  @Test
  void doesNotTellOfWhatWasOverBeforeTheRangeNotEvenThatItBegan() {
    put(state("a", -300, null));
    put(state("a", -100, FROM.minusSeconds(100)));
    put(state("b", 10, null));
    incidents.release(told::add);

    assertThat(told).extracting(Incident::id).containsExactly("b");
    assertThat(incidents.list()).extracting(Incident::id).containsExactly("b");
  }

  @Test
  void tellsOfWhatGoesOnIntoTheRange() {
    put(state("a", -300, null));
    assertThat(told).isEmpty();

    put(state("b", 10, null));

    assertThat(told).extracting(Incident::id).containsExactly("a", "b");
  }

  @Test
  void tellsAtTheEndOfWhatNothingMoreCameOf() {
    put(state("a", -300, null));

    incidents.release(told::add);

    assertThat(told).extracting(Incident::id).containsExactly("a");
  }

  @Test
  void tellsEachStateOfTheRange() {
    put(state("a", 10, null));
    put(state("a", 70, FROM.plusSeconds(70)));

    assertThat(told).hasSize(2);
  }

  private void put(Incident incident) {
    incidents.put(incident, told::add);
  }

  private static Incident state(String id, int updated, @Nullable Instant resolved) {
    Instant updatedAt = FROM.plusSeconds(updated);
    return new Incident(
        Incident.SCHEMA,
        id,
        1,
        resolved == null ? Incident.State.OPEN : Incident.State.RESOLVED,
        Severity.WARNING,
        "it",
        "web1",
        "shop",
        FROM.minusSeconds(400),
        FROM.minusSeconds(400),
        updatedAt,
        resolved,
        new Incident.Cause("db", "shop-db-1", "exited", "it", 1),
        List.of(),
        List.of(),
        List.of("db"),
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
