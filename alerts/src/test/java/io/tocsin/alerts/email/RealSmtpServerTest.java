package io.tocsin.alerts.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.alerts.Incidents;
import io.tocsin.alerts.ReceiverConfig;
import io.tocsin.alerts.Sample;
import io.tocsin.alerts.receiver.Reply;
import io.tocsin.telemetry.Incident;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's python3-aiosmtpd; left out, and said so, where it is not installed. */
class RealSmtpServerTest {
  private static final Path LIBRARY = Path.of("/usr/lib/python3/dist-packages/aiosmtpd");

  @TempDir private Path folder;
  private @Nullable Process process;
  private int port;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isDirectory(LIBRARY), "python3-aiosmtpd is not installed");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    process =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-u",
                "-m",
                "aiosmtpd",
                "-n",
                "-c",
                "aiosmtpd.handlers.Debugging",
                "-l",
                "127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(30)).until(this::isUp);
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void handsOverTheOpeningAndTheEnd() throws Exception {
    for (var incident : new Incident[] {Sample.open(), Sample.resolved()}) {
      assertThat(
              ReceiverConfig.of(
                      "email",
                      Map.of(
                          "server", "smtp://127.0.0.1:" + port,
                          "from", "tocsin@example.org",
                          "to", "ann@example.org",
                          "tls", "off"))
                  .receiver()
                  .message(incident, Incidents.START)
                  .send(http -> new Reply.Refused("no post")))
          .isEqualTo(new Reply.Accepted());
    }

    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(folder.resolve("log")))
                    .contains(
                        "From: tocsin@example.org",
                        "To: ann@example.org",
                        "Content-Type: multipart/alternative",
                        "References: <"));
  }

  private boolean isUp() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
