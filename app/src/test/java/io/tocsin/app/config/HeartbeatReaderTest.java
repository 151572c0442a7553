package io.tocsin.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatReaderTest {
  @TempDir private Path folder;

  @Test
  void callsNobodyUnlessItIsToldTo() throws IOException {
    assertThat(read("", Map.of()).settings().heartbeat()).isEmpty();
  }

  @Test
  void readsTheAddressFromTheFileAFileOfItsOwnOrTheEnvironment() throws IOException {
    Path secret = Files.writeString(folder.resolve("url"), "https://hc.example/two\n");

    assertThat(
            read("heartbeat: {url: \"https://hc.example/one\"}", Map.of()).settings().heartbeat())
        .contains(settings("https://hc.example/one", 60));
    assertThat(
            read("heartbeat: {url-file: " + secret + ", every: 5m}", Map.of())
                .settings()
                .heartbeat())
        .contains(settings("https://hc.example/two", 300));
    assertThat(
            read("", Map.of("TOCSIN_HEARTBEAT", "https://hc.example/three")).settings().heartbeat())
        .contains(settings("https://hc.example/three", 60));
  }

  @Test
  void saysAllThatIsWrongAndNeverTheAddress() {
    ConfigurationErrors errors =
        catchThrowableOfType(
            ConfigurationErrors.class,
            () -> read("heartbeat:\n  url: s3cr3t\n  every: 1s\n  evry: 2s\n", Map.of()));

    assertThat(errors.problems().toString())
        .contains("heartbeat.url: is not an address")
        .contains("heartbeat.every: \"1s\" does not fit")
        .contains("heartbeat.evry: there is no such key. Did you mean every?")
        .doesNotContain("s3cr3t");
  }

  @Test
  void showsTheAddressOnlyDownToItsHost() throws IOException {
    Configuration read = read("heartbeat: {url: \"https://hc.example/s3cr3t\"}", Map.of());

    assertThat(read.settings().toString() + read.entries())
        .contains("hc.example")
        .doesNotContain("s3cr3t");
  }

  private static HeartbeatSettings settings(String url, int seconds) {
    return new HeartbeatSettings(URI.create(url), Duration.ofSeconds(seconds));
  }

  private Configuration read(String file, Map<String, String> environment) throws IOException {
    Path path = Files.writeString(folder.resolve("tocsin.yml"), file);
    return Configuration.read(new Sources(Map.of(), environment, Optional.of(path)));
  }
}
