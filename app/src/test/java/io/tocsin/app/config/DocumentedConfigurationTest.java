package io.tocsin.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the documentation is a file that works, and it leaves no key out. */
class DocumentedConfigurationTest {
  @TempDir private Path folder;

  @Test
  void isReadWithoutAProblem() throws IOException {
    Path file = Files.writeString(folder.resolve("tocsin.yml"), example());

    Settings settings =
        Configuration.read(new Sources(Map.of(), Map.of("SMTP_PASSWORD", "p"), Optional.of(file)))
            .settings();

    assertThat(settings.host()).contains("web1");
    assertThat(settings.receivers().all()).hasSize(13);
    assertThat(settings.policy().windows()).hasSize(2);
    assertThat(settings.depends().get("shop")).containsEntry("backend", List.of("db", "cache"));
    assertThat(settings.optional()).containsEntry("shop", List.of("mailer"));
  }

  @Test
  void namesEveryKey() throws IOException {
    String example = example();

    assertThat(Keys.ALL).allSatisfy(key -> assertThat(example).contains(last(key.path()) + ":"));
    assertThat(Keys.SECTIONS).allSatisfy(key -> assertThat(example).contains(last(key) + ":"));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static String example() throws IOException {
    String page = Files.readString(Path.of("../docs/operations.md"));
    int begin = page.indexOf("```yaml\n") + 8;
    return page.substring(begin, page.indexOf("```", begin));
  }
}
