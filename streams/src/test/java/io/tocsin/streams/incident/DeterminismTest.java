package io.tocsin.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.streams.detect.StateJson;
import io.tocsin.streams.incident.GeneratedOutage.Arrival;
import io.tocsin.telemetry.ContainerFacts;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Findings come in the order of their topic. Facts come in that of theirs, sooner or later than the
 * findings of the same time; a crash goes back to the last commit and reads on in yet another
 * order. In the end there must stand the same incidents, byte for byte.
 */
@Tag("once")
class DeterminismTest {
  private static final ObjectMapper JSON = StateJson.mapper();
  private static final int OUTAGES = 60;

  /** How far facts are ahead or behind, in seconds, and after how many records is committed. */
  record Reading(double lag, int commitEvery, boolean crashes) {}

  @ParameterizedTest
  @CsvSource({"0.5, 1, false", "5, 7, false", "20, 50, false", "5, 7, true", "20, 13, true"})
  void endsInTheSameIncidentsHoweverTopicsAreRead(double lag, int commitEvery, boolean crashes)
      throws Exception {
    Reading reading = new Reading(lag, commitEvery, crashes);
    for (long seed = 5_000; seed < 5_000 + OUTAGES; seed++) {
      List<Arrival> tape = new GeneratedOutage(seed).tape();

      Map<String, String> expected = last(play(tape, new Reading(0, 1_000_000, false), seed));
      Map<String, String> found = last(play(shuffled(tape, reading, seed), reading, seed));

      assertThat(found).as("seed " + seed).isEqualTo(expected);
    }
  }

  /** Facts keep their own order, and so do findings. */
  private static List<Arrival> shuffled(List<Arrival> tape, Reading reading, long seed) {
    Random random = new Random(seed);
    List<Arrival> shuffled = new ArrayList<>();
    double passed = Double.NEGATIVE_INFINITY;
    for (Arrival arrival : tape) {
      if (arrival.input() instanceof ContainerFacts) {
        double lag = (2 * random.nextDouble() - 1) * reading.lag();
        passed = Math.max(passed, arrival.at() + (arrival.at() < -60 ? 0 : lag));
        shuffled.add(new Arrival(passed, arrival.input()));
      } else {
        shuffled.add(arrival);
      }
    }
    shuffled.sort(Comparator.comparingDouble(Arrival::at));
    return shuffled;
  }

  private static List<Incident> play(List<Arrival> tape, Reading reading, long seed)
      throws JsonProcessingException {
    Correlator correlator = new Correlator("host1", Dependencies.NONE, null);
    List<Incident> told = new ArrayList<>();
    String committed = JSON.writeValueAsString(correlator.state());
    int committedAt = 0;
    int toldThen = 0;
    int crashAt = reading.crashes() ? new Random(seed).nextInt(tape.size()) : -1;
    for (int i = 0; i < tape.size(); i++) {
      told.addAll(take(correlator, tape.get(i).input()));
      if (i == crashAt) {
        crashAt = -1;
        i = committedAt - 1;
        told.subList(toldThen, told.size()).clear();
        correlator = restored(committed);
      } else if ((i + 1) % reading.commitEvery() == 0) {
        committed = JSON.writeValueAsString(correlator.state());
        committedAt = i + 1;
        toldThen = told.size();
        correlator = restored(committed);
      }
    }
    return told;
  }

  private static Correlator restored(String state) throws JsonProcessingException {
    return new Correlator(
        "host1", Dependencies.NONE, JSON.readValue(state, Correlator.State.class));
  }

  private static List<Incident> take(Correlator correlator, Object input) {
    return input instanceof Finding finding
        ? correlator.on(finding)
        : correlator.learn((ContainerFacts) input);
  }

  /** The last word on each incident. How often it was told, and what has merged, is history. */
  private static Map<String, String> last(List<Incident> told) {
    Map<String, String> last = new TreeMap<>();
    for (Incident incident : told) {
      ObjectNode json = JSON.valueToTree(incident);
      json.remove("revision");
      if (incident.mergedInto() == null) {
        last.put(
            incident.id(), new String(Wire.write(json), java.nio.charset.StandardCharsets.UTF_8));
      } else {
        last.remove(incident.id());
      }
    }
    return last;
  }
}
