package io.tocsin.collector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDiscoveryTest {
  @TempDir Path home;

  @Test
  void takesWhatIsConfiguredEvenIfItDoesNotAnswer() {
    EngineDiscovery.Discovery found =
        new EngineDiscovery(surroundings(Map.of()), EngineDiscoveryTest::silent)
            .look("tcp://far:2375", null);

    assertThat(found.address().uri()).hasToString("tcp://far:2375");
    assertThat(found.candidates().get(0).reason()).contains("does not answer: nobody there");
  }

  @Test
  void takesDockerHostWithItsCertificates() {
    Map<String, String> environment =
        Map.of("DOCKER_HOST", "tcp://far:2376", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/c");

    EngineDiscovery.Discovery found =
        new EngineDiscovery(surroundings(environment), address -> "version 1").look(null, null);

    assertThat(found.address().tls()).isEqualTo(EngineAddress.TlsFiles.in(Path.of("/c")));
    assertThat(found.isFound()).isTrue();
  }

  @Test
  void readsTheCurrentContext() throws IOException {
    // the folder's name is the SHA-256 of "remote"
    String digest = "b71199ebd070b36beab7317920c2c2f1d777df8d05e5527d8458fda57cb17a7a";
    Path meta = Files.createDirectories(home.resolve(".docker/contexts/meta").resolve(digest));
    String endpoint = "{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://far:2375\"}}}";
    Files.writeString(meta.resolve("meta.json"), endpoint);
    Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"remote\"}");

    EngineDiscovery.Discovery found =
        new EngineDiscovery(surroundings(Map.of()), EngineDiscoveryTest::silent).look(null, null);

    assertThat(found.address().uri()).hasToString("tcp://far:2375");
    assertThat(found.candidates())
        .extracting(EngineDiscovery.Candidate::source)
        .contains("Docker context 'remote'");
  }

  @Test
  void saysWhyAnAddressCannotBeUsed() {
    EngineDiscovery.Discovery found =
        new EngineDiscovery(
                surroundings(Map.of("DOCKER_HOST", "ssh://me@far")), EngineDiscoveryTest::silent)
            .look(null, null);

    assertThat(found.candidates().get(0).taken()).isFalse();
    assertThat(found.candidates().get(0).reason()).contains("ssh is not supported");
  }

  @Test
  void takesTheFirstUsualSocketThatAnswers() throws IOException {
    Path runtime = Files.createDirectories(home.resolve("run"));
    Files.createFile(runtime.resolve("docker.sock"));

    EngineDiscovery.Discovery found =
        new EngineDiscovery(
                surroundings(Map.of("XDG_RUNTIME_DIR", runtime.toString())),
                address -> {
                  if (address.uri().getPath().startsWith("/var")) {
                    return silent(address);
                  }
                  return "version 1";
                })
            .look(null, null);

    assertThat(found.address().uri().getPath()).isEqualTo(runtime + "/docker.sock");
  }

  private Surroundings surroundings(Map<String, String> environment) {
    return new Surroundings(environment, home, false);
  }

  private static String silent(EngineAddress address) {
    throw new EngineException.Unreachable("nobody there", null);
  }
}
