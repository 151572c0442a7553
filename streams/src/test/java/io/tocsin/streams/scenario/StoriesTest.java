package io.tocsin.streams.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tocsin.streams.incident.Correlator;
import io.tocsin.streams.incident.Dependencies;
import io.tocsin.streams.rules.RuleBook;
import io.tocsin.telemetry.Incident;
import io.tocsin.telemetry.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Outages as they are told in reports: one incident, and the chain that a person wrote by hand. */
class StoriesTest {
  private static final Path FOLDER = Path.of("src/test/resources/stories");

  static Stream<Arguments> importErrors() {
    return Stream.of(
        Arguments.of("declared", read("import-error.yaml", true)),
        Arguments.of("nobody declared anything", read("import-error.yaml", false)));
  }

  private static Scenario read(String file, boolean declared) {
    try {
      String text = Files.readString(FOLDER.resolve(file));
      String yaml = declared ? text : text.replaceAll(", depends-on: \\{[^}]*}", "");
      Map<String, Object> tree = new YAMLMapper().readValue(yaml, new TypeReference<>() {});
      ScenarioReader.Reading reading = ScenarioReader.read(tree, RuleBook.standard());
      assertThat(reading.mistakes()).isEmpty();
      return reading.scenarios().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  private static List<Incident> told(Scenario scenario) {
    return scenario.incidents(new Correlator(Host.NAME, Dependencies.NONE, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("importErrors")
  void isOneIncidentWhoseChainReadsLikeFiveWhys(String name, Scenario story) {
    assertThat(story.play().isAsExpected()).as(story.play().toString()).isTrue();

    List<Incident> told = told(story);

    assertThat(told).extracting(Incident::id).containsOnly(told.get(0).id());
    assertThat(told).extracting(i -> i.cause().service()).containsOnly("backend");
    Incident last = told.get(told.size() - 1);
    assertThat(last.state()).isEqualTo(Incident.State.RESOLVED);
    assertThat(last.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(last.services()).containsExactlyInAnyOrder("backend", "auth", "worker", "frontend");
  }
}
