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

  private static Stream<Arguments> in(Path file) {
    ScenarioReader.Reading reading = ScenarioReader.read(tree(file), RuleBook.standard());
    assertThat(reading.mistakes()).as(file.toString()).isEmpty();
    return reading.scenarios().stream()
        .map(scenario -> Arguments.of(file.getFileName() + ": " + scenario.name(), scenario));
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

  @Test
  void letEveryDetectorFireAndStaySilent() throws IOException {
    for (DetectorType<?, ?> type : Catalogue.detectors()) {
      Path file = FOLDER.resolve(type.name() + ".yaml");
      assertThat(file).exists();
      assertThat(Files.readString(file)).as(type.name()).contains("  then: |", "  never: ");
    }
  }

  private static List<String> json(List<Finding> findings) {
    return findings.stream()
        .map(finding -> new String(Wire.write(finding), StandardCharsets.UTF_8))
        .toList();
  }
}
