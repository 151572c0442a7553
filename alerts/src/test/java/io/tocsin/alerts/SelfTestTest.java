package io.tocsin.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfTestTest {
  @Test
  void reachesWhoListensAndSendsNothing() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      SelfTest test = test("http://127.0.0.1:" + server.getLocalPort() + "/s3cr3t");

      test.run();

      assertThat(test.problems()).isEmpty();
      server.setSoTimeout(2_000);
      assertThat(server.accept().getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void namesWhoCannotBeReachedWithoutTheAddress() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    SelfTest test = test("http://127.0.0.1:" + port + "/s3cr3t");

    test.run();

    assertThat(test.problems()).hasSize(1);
    assertThat(test.problems().toString())
        .contains("127.0.0.1:" + port, "ConnectException")
        .doesNotContain("s3cr3t");
  }

  @Test
  void doesNotTakeAServerThatSpeaksNoTlsForAReceiver() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread hangsUp =
          new Thread(
              () -> {
                try {
                  server.accept().close();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      hangsUp.start();
      SelfTest test = test("https://127.0.0.1:" + server.getLocalPort() + "/in");

      test.run();

      assertThat(test.problems()).hasSize(1);
    }
  }

  private static SelfTest test(String url) {
    return new SelfTest(List.of(ReceiverConfig.of("webhooks", Map.of("url", url))));
  }
}
