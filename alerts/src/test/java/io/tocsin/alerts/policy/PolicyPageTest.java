package io.tocsin.alerts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page for people has the stages as they are asked. */
class PolicyPageTest {
  @Test
  void hasEveryStageInItsOrder() throws IOException {
    String page = Files.readString(Path.of("../docs/policy.md"));
    List<String> rows =
        page.lines()
            .skip(page.lines().takeWhile(line -> !line.startsWith("|---")).count() + 1)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            new Policy(Duration.ofHours(24), PolicyRules.DEFAULT)
                .stages().stream().map(s -> "| %s | %s |".formatted(s.name(), s.about())).toList());
  }

  @Test
  void namesEveryCondition() throws IOException {
    String page = Files.readString(Path.of("../docs/policy.md"));

    assertThat(Matcher.NAMES).allSatisfy(name -> assertThat(page).contains("`" + name + "="));
  }
}
