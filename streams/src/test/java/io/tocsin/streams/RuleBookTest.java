package io.tocsin.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.Rule;
import io.tocsin.streams.rules.Catalogue;
import io.tocsin.streams.rules.RuleBook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBookTest {

  @Test
  void holdsEveryDetectorUnderItsOwnName() {
    assertThat(RuleBook.standard().rules())
        .extracting(Rule::name)
        .containsExactlyElementsOf(Catalogue.detectors().stream().map(DetectorType::name).toList())
        .contains("restart-rate", "collector-silent");
  }

  @Test
  void documentsEveryParameter() {
    for (DetectorType<?, ?> type : Catalogue.detectors()) {
      assertThat(type.description()).endsWith(".");
      assertThat(Rule.standard(type).parameters())
          .allSatisfy(
              parameter -> {
                assertThat(parameter.doc()).endsWith(".");
                assertThat(parameter.parse(parameter.format(parameter.standard())))
                    .isEqualTo(parameter.standard());
              });
    }
  }

  @Test
  void changesAndAddsRules() {
    RuleBook.Reading reading =
        RuleBook.read(
            Map.of(
                "restart-rate", Map.of("restarts", 5, "window", "1h30m"),
                "nervous", Map.of("detector", "restart-rate", "restarts", 1, "severity", "info"),
                "api-storm", false));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.book().rules())
        .extracting(Rule::name)
        .contains("nervous")
        .doesNotContain("api-storm");
    Rule rule = reading.book().rules().get(0);
    assertThat(rule.settings(null).duration("window")).isEqualTo(Duration.ofMinutes(90));
    assertThat(rule.settings(Map.of("restart-rate.restarts", "7")).count("restarts")).isEqualTo(7);
  }

  @Test
  void tellsARuleOfOnesOwnWhichDetectorItForgotToName() {
    RuleBook.Reading reading =
        RuleBook.read(
            Map.of(
                "full-cache", Map.of("warning-ratio", "97%", "where", Map.of("servic", "cache"))));

    assertThat(reading.problems())
        .extracting(RuleBook.Problem::path)
        .containsExactly("rules.full-cache", "rules.full-cache.where.servic");
    assertThat(reading.problems().get(0).mend()).endsWith("add detector: memory-ratio");
    assertThat(reading.problems().get(1).mend()).contains("service");
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    RuleBook.Reading reading =
        RuleBook.read(
            Map.of(
                "restart-rate", Map.of("restarts", "many", "windw", "10m"),
                "what", Map.of(),
                "Bad Name", Map.of(),
                "exited", List.of("x")));

    assertThat(reading.problems())
        .extracting(RuleBook.Problem::path)
        .containsExactlyInAnyOrder(
            "rules.restart-rate.restarts",
            "rules.restart-rate.windw",
            "rules.what",
            "rules.Bad Name",
            "rules.exited");
    assertThat(reading.book().rules()).hasSize(Catalogue.detectors().size());
  }
}
