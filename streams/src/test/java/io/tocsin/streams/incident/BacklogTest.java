package io.tocsin.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.streams.incident.GeneratedOutage.Arrival;
import io.tocsin.streams.testkit.Events;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Progress;
import io.tocsin.telemetry.Severity;
import io.tocsin.telemetry.Subject;
import io.tocsin.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Much lies there to be read, and each source is read as if there were no other: by the whole
 * record ahead, if it comes to that. There must stand the same incidents in the end, byte for byte.
 */
class BacklogTest {
  private static final ObjectMapper JSON = StateJson.mapper();
  private static final int OUTAGES = 8;
  private static final int SECONDS = 1_400;
  private static final List<String> SOURCES = List.of("events", "logs", "stats");

  /** That all facts up to then are known. */
  private record AllFacts(Instant upTo) {}

  @ParameterizedTest
  @CsvSource({"3, false", "300, false", "1000000, false", "40, true", "1000000, true"})
  void endsInTheSameIncidentsHoweverFarOneSourceIsReadAheadOfAnother(int atOnce, boolean crashes)
      throws Exception {
    for (long seed = 9_000; seed < 9_000 + OUTAGES; seed++) {
      List<Arrival> tape = new GeneratedOutage(seed).tape();
      Map<String, String> expected = play(interleaved(tape, 1, new Random(1)), -1);
      Random random = new Random(seed);

      List<Object> inputs = interleaved(tape, atOnce, random);
      Map<String, String> found = play(inputs, crashes ? random.nextInt(inputs.size()) : -1);

      assertThat(found).as("seed " + seed).isNotEmpty().isEqualTo(expected);
    }
  }

  @Test
  void whatIsOfThePresentWaitsForNobody() {
    Correlator correlator = new Correlator("host1", Dependencies.NONE, null);
    correlator.on(progress("events", Events.T0, false));
    correlator.on(progress("logs", Events.T0.minusSeconds(900), true));

    assertThat(correlator.on(oom(Events.T0.plusSeconds(2)))).hasSize(1);
    assertThat(correlator.isWaiting()).isFalse();
  }

  @Test
  void whatIsOfThePastWaitsAMinuteForASourceThatStandsStill() {
    Correlator correlator = new Correlator("host1", Dependencies.NONE, null);
    correlator.on(progress("events", Events.T0, false));
    correlator.on(progress("logs", Events.T0.minusSeconds(900), true));

    assertThat(correlator.on(oom(Events.T0.minusSeconds(300)))).isEmpty();
    assertThat(correlator.on(progress("events", Events.T0.plusSeconds(50), false))).isEmpty();
    assertThat(correlator.on(progress("events", Events.T0.plusSeconds(61), false))).hasSize(1);
  }

  @Test
  void newsOfAFindingDoesNotOvertakeIt() {
    Correlator correlator = new Correlator("host1", Dependencies.NONE, null);
    correlator.on(progress("events", Events.T0, false));
    correlator.on(progress("logs", Events.T0.minusSeconds(900), true));
    Finding fired = oom(Events.T0.minusSeconds(300));

    List<Incident> early = correlator.on(fired);
    List<Incident> told =
        correlator.on(io.tocsin.streams.detect.Alarm.resolved(fired, Events.T0, "it is over"));

    assertThat(early).isEmpty();
    assertThat(told)
        .extracting(Incident::state)
        .containsExactly(Incident.State.OPEN, Incident.State.RESOLVED);
  }

  @Test
  void allThatWaitsIsToldOnceAllHaveCaughtUp() {
    Correlator correlator = new Correlator("host1", Dependencies.NONE, null);
    SOURCES.forEach(each -> correlator.on(progress(each, Events.T0.minusSeconds(900), true)));
    assertThat(correlator.on(oom(Events.T0.minusSeconds(60)))).isEmpty();

    assertThat(correlator.on(progress("events", Events.T0, false))).isEmpty();
    assertThat(correlator.on(progress("logs", Events.T0, false))).isEmpty();
    assertThat(correlator.on(progress("stats", Events.T0, false))).hasSize(1);
  }

  private static Finding oom(Instant at) {
    return new Finding(
        "db " + at,
        "oom-kill",
        "oom-kill",
        new Subject("host1", "shop", "db"),
        "db-1",
        Severity.CRITICAL,
        Finding.State.FIRING,
        at,
        at,
        at,
        null,
        1,
        1,
        "kills",
        null,
        "db was killed for memory",
        Map.of());
  }

  private static Progress progress(String source, Instant at, boolean isBehind) {
    return new Progress("host1", source, 0, at, SOURCES.size(), isBehind);
  }

  /** Each source in its own order, some of its records at once, then of another. */
  private static List<Object> interleaved(List<Arrival> tape, int atOnce, Random random) {
    List<Deque<Object>> left = new ArrayList<>();
    List<Object> inputs = new ArrayList<>(List.of(new AllFacts(Instant.EPOCH)));
    SOURCES.forEach(each -> inputs.add(progress(each, Instant.EPOCH, true)));
    SOURCES.forEach(each -> left.add(findings(tape, each)));
    left.add(facts(tape));
    while (!left.isEmpty()) {
      Deque<Object> next = left.get(random.nextInt(left.size()));
      int count = Math.min(next.size(), 1 + random.nextInt(atOnce));
      for (int i = 0; i < count; i++) {
        inputs.add(next.remove());
      }
      left.removeIf(Deque::isEmpty);
    }
    return inputs;
  }

  private static Deque<Object> findings(List<Arrival> tape, String source) {
    List<Finding> found =
        new ArrayList<>(
            tape.stream()
                .map(Arrival::input)
                .filter(Finding.class::isInstance)
                .map(Finding.class::cast)
                .filter(each -> source(each).equals(source))
                .toList());
    found.sort(Comparator.comparing(Finding::updatedAt));
    Deque<Object> inputs = new ArrayDeque<>();
    int taken = 0;
    for (int second = 0; second <= SECONDS; second += 10) {
      Instant at = Events.T0.plusSeconds(second);
      while (taken < found.size() && !found.get(taken).updatedAt().isAfter(at)) {
        inputs.add(found.get(taken++));
      }
      inputs.add(progress(source, at, true));
    }
    return inputs;
  }

  private static String source(Finding finding) {
    return switch (finding.detector()) {
      case "error-spike", "http-errors", "slow-requests" -> "logs";
      case "memory-ratio" -> "stats";
      default -> "events";
    };
  }

  private static Deque<Object> facts(List<Arrival> tape) {
    List<ContainerFacts> known =
        new ArrayList<>(
            tape.stream()
                .map(Arrival::input)
                .filter(ContainerFacts.class::isInstance)
                .map(ContainerFacts.class::cast)
                .toList());
    known.sort(Comparator.comparing(ContainerFacts::at));
    Deque<Object> inputs = new ArrayDeque<>();
    for (ContainerFacts each : known) {
      inputs.add(each);
      inputs.add(new AllFacts(each.at()));
    }
    inputs.add(new AllFacts(Events.T0.plusSeconds(SECONDS)));
    return inputs;
  }

  /** The last word on each incident; a crash goes back to what was kept forty records before. */
  private static Map<String, String> play(List<Object> inputs, int crashAt)
      throws JsonProcessingException {
    Correlator correlator = new Correlator("host1", Dependencies.NONE, null);
    Map<String, String> last = new TreeMap<>();
    String kept = JSON.writeValueAsString(correlator.state());
    int keptAt = 0;
    int crash = crashAt;
    for (int i = 0; i < inputs.size(); i++) {
      if (i == crash) {
        crash = -1;
        i = keptAt;
        correlator =
            new Correlator(
                "host1", Dependencies.NONE, JSON.readValue(kept, Correlator.State.class));
      }
      if (crash >= 0 && i % 40 == 0) {
        keptAt = i;
        kept = JSON.writeValueAsString(correlator.state());
      }
      for (Incident told : take(correlator, inputs.get(i))) {
        last.put(told.id(), new String(Wire.write(told), StandardCharsets.UTF_8));
      }
    }
    return last;
  }

  private static List<Incident> take(Correlator correlator, Object input) {
    if (input instanceof Finding finding) {
      return correlator.on(finding);
    }
    if (input instanceof Progress progress) {
      return correlator.on(progress);
    }
    return input instanceof AllFacts all
        ? correlator.knowsFacts(0, all.upTo())
        : correlator.learn((ContainerFacts) input);
  }
}
