package io.tocsin.streams.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.rules.Catalogue;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Finding;
import io.tocsin.telemetry.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario that is shipped goes as it says; their format is told in the README there. */
class ScenariosTest {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** A prime, so that restarts fall anywhere. */
  private static final int PATIENCE = 7;

  /** So that days of telemetry do not become thousands of restarts. */
  private static final int RESTARTS = 50;

  static Stream<Arguments> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      List<Path> sorted = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      return sorted.stream().flatMap(ScenariosTest::in).toList().stream();
    }
  }

  static Stream<String> detectors() {
    return Catalogue.detectors().stream().map(DetectorType::name);
  }

  private static Stream<Arguments> in(Path file) {
    return read(file).stream()
        .map(scenario -> Arguments.of(file.getFileName() + ": " + scenario.name(), scenario));
  }

  private static List<Scenario> read(Path file) {
    ScenarioReader.Reading reading = ScenarioReader.read(tree(file), RuleBook.standard());
    assertThat(reading.mistakes()).as(file.toString()).isEmpty();
    return reading.scenarios();
  }

  private static Map<String, Object> tree(Path file) {
    try {
      return YAML.readValue(file.toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void goesAsItSays(String name, Scenario scenario) {
    Outcome outcome = scenario.play();

    assertThat(outcome.isAsExpected()).as(outcome.toString()).isTrue();
  }

  @Tag("once")
  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void goesTheSameWayWhenDetectionIsInterrupted(String name, Scenario scenario) {
    int patience = Math.max(PATIENCE, scenario.length() / RESTARTS | 1);

    assertThat(json(scenario.findings(patience)))
        .isEqualTo(json(scenario.findings(Integer.MAX_VALUE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("detectors")
  void letsEveryDetectorFireStayJustBelowAndStaySilent(String detector) {
    List<Scenario> own = read(FOLDER.resolve(detector + ".yaml"));

    assertThat(own).as("one in which it fires").anyMatch(each -> fires(each, detector));
    assertThat(own).as("one just below").anyMatch(each -> isJustBelow(each, detector));
    assertThat(own).as("one that must not fire").anyMatch(each -> mustNotFire(each, detector));
  }

  @Test
  void doesNotTakeForJustBelowWhatNoThresholdStandsBefore() {
    Map<String, Object> twice =
        Map.of(
            "only",
            "restart-rate",
            "services",
            Map.of("web", Map.of("restart", "always")),
            "given",
            List.of("0s web up", "5s web crash 3", "10s web crash 3"),
            "never",
            "anything");

    assertThat(goesWell(twice, Map.of("restart-rate", Map.of("restarts", 2)))).isTrue();
    assertThat(goesWell(twice, Map.of("restart-rate", Map.of("window", "2m")))).isFalse();
    assertThat(goesWell(twice, "15s web crash 3")).isTrue();
    assertThat(goesWell(twice, "1h web crash 3")).isFalse();
  }

  @Test
  void saysWhatIsWrongWithWhatWouldMakeItFire() {
    Map<String, Object> silent = Map.of("given", "0s web up", "never", "anything");

    assertThat(mistakes(silent, Map.of("exited", Map.of("aftr", "2s"))))
        .singleElement()
        .asString()
        .contains("fires-with, exited, aftr", "there is no such parameter", "after");
    assertThat(mistakes(silent, "5s web die 3"))
        .singleElement()
        .asString()
        .contains("does not say which rule");
    assertThat(mistakes(with(silent, "only", "exited"), "5s web dies"))
        .singleElement()
        .asString()
        .contains("fires-with", "dies", "die");
  }

  private static boolean goesWell(Map<String, Object> scenario, Object firesWith) {
    Map<String, Object> tree = Map.of("it", with(scenario, "fires-with", firesWith));
    ScenarioReader.Reading reading = ScenarioReader.read(tree, RuleBook.standard());
    assertThat(reading.mistakes()).isEmpty();
    return reading.scenarios().get(0).play().isAsExpected();
  }

  private static List<ScenarioReader.Mistake> mistakes(
      Map<String, Object> scenario, Object firesWith) {
    Map<String, Object> tree = Map.of("it", with(scenario, "fires-with", firesWith));
    return ScenarioReader.read(tree, RuleBook.standard()).mistakes();
  }

  private static Map<String, Object> with(Map<String, Object> tree, String key, Object value) {
    Map<String, Object> more = new HashMap<>(tree);
    more.put(key, value);
    return more;
  }

  private static boolean fires(Scenario scenario, String detector) {
    return scenario.demands().then().stream()
        .filter(wanted -> !wanted.state().equals("resolved"))
        .anyMatch(wanted -> isOf(detector, scenario.rules(), wanted.rule()));
  }

  /** That it fires with what is written there is shown where it is played. */
  private static boolean isJustBelow(Scenario scenario, String detector) {
    Tipping tipping = scenario.demands().tipping();
    return tipping != null
        && tipping.names().stream().anyMatch(name -> isOf(detector, tipping.rules(), name));
  }

  /** Silent, and not for a threshold. */
  private static boolean mustNotFire(Scenario scenario, String detector) {
    return scenario.demands().tipping() == null
        && !fires(scenario, detector)
        && scenario.rules().rules().stream().anyMatch(rule -> rule.type().name().equals(detector))
        && scenario.demands().never().stream()
            .anyMatch(
                ban ->
                    ban.words().equals(List.of("anything"))
                        || ban.words().equals(List.of(detector)));
  }

  private static boolean isOf(String detector, RuleBook rules, String name) {
    return rules.rules().stream()
        .anyMatch(rule -> rule.name().equals(name) && rule.type().name().equals(detector));
  }

  private static List<String> json(List<Finding> findings) {
    return findings.stream()
        .map(finding -> new String(Wire.write(finding), StandardCharsets.UTF_8))
        .toList();
  }
}
