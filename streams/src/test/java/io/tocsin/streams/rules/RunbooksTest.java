package io.tocsin.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.streams.detect.DetectorType;
import io.tocsin.streams.detect.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A runbook says of its detector what the detector says of itself. */
class RunbooksTest {
  private static final Path RUNBOOKS = Path.of("..", "docs", "runbooks");

  /** A row of the table: {@code | `window` | 10m | …}. */
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\| ([^|]+) \\|.*");

  static Stream<DetectorType<?, ?>> detectors() {
    return Catalogue.detectors().stream();
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void listsExactlyTheParametersWithTheirDefaults(DetectorType<?, ?> detector) throws IOException {
    List<String> lines = Files.readAllLines(RUNBOOKS.resolve(detector.name() + ".md"));

    assertThat(lines.get(0)).startsWith("# " + detector.name() + ": ");
    assertThat(table(detector, lines)).isEqualTo(parameters(detector));
  }

  @Test
  void stayOnlyForDetectorsThatExist() throws IOException {
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Catalogue.detectors().stream().map(type -> type.name() + ".md").toList());
    }
  }

  /** Defaults are compared as values: a person may write 1e-6. */
  private static Map<String, Object> table(DetectorType<?, ?> detector, List<String> lines) {
    Map<String, Object> table = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String written = row.group(2).strip();
        table.put(row.group(1), parse(detector, row.group(1), written));
      }
    }
    return table;
  }

  private static Object parse(DetectorType<?, ?> detector, String name, String written) {
    return detector.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .<Object>map(parameter -> parameter.parse(written))
        .orElse(written);
  }

  private static Map<String, Object> parameters(DetectorType<?, ?> detector) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (Parameter parameter : detector.parameters()) {
      parameters.put(parameter.name(), parameter.standard());
    }
    return parameters;
  }
}
