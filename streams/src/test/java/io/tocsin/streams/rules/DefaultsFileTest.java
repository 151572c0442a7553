package io.tocsin.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tocsin.streams.detect.Parameter;
import io.tocsin.streams.detect.Rule;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsFileTest {
  @Test
  void canBeUsedAsItIs() throws JsonProcessingException {
    Map<String, Map<String, Object>> file =
        new YAMLMapper().readValue(DefaultsFile.yaml(), new TypeReference<>() {});

    RuleBook.Reading reading = RuleBook.read(file.getOrDefault("rules", Map.of()));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.book().rules()).hasSameSizeAs(Catalogue.detectors());
    for (Rule rule : reading.book().rules()) {
      for (Parameter parameter : rule.type().parameters()) {
        assertThat(rule.own())
            .as(rule.name())
            .containsEntry(parameter.name(), parameter.standard());
      }
    }
  }
}
